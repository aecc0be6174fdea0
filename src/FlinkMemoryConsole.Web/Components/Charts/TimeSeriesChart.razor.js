// The bridge between TimeSeriesChart.razor.cs and ApexCharts. The library draws; crosshair, readout and groups are ours,
// because the library links charts by index of point, and our series have different moments.
let ApexCharts;

const groups = new Map();
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const clock = ms => new Date(ms).toISOString().slice(11, 19);

const unitOfBytes = max => {
  const step = max >= 2 ** 30 ? 3 : max >= 2 ** 20 ? 2 : max >= 2 ** 10 ? 1 : 0;
  return { divisor: 1024 ** step, name: ["B", "KiB", "MiB", "GiB"][step] };
};

function writer(unit, max) {
  const round = (value, digits) => value.toLocaleString("en-US", { maximumFractionDigits: digits });
  switch (unit) {
    case "bytes": {
      const { divisor, name } = unitOfBytes(max);
      return value => `${round(value / divisor, divisor >= 2 ** 30 ? 2 : 0)} ${name}`;
    }
    case "share": return value => `${round(value * 100, max < 0.1 ? 1 : 0)} %`;
    case "milliseconds": return value => `${round(value, 0)} ms`;
    case "perminute": return value => `${round(value, 1)}/min`;
    default: return value => round(value, 1);
  }
}

// Axis ends that give round ticks in the unit that is shown.
function niceMax(unit, max) {
  if (unit === "share" && max > 0.8) return 1;
  const base = unit === "bytes" ? unitOfBytes(max).divisor : 1;
  const value = Math.max(max / base, unit === "share" ? 0.01 : 1);
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find(s => s * power >= value);
  return step * power * base;
}

class TimeChart {
  constructor(element, dotnet, group) {
    Object.assign(this, { element, dotnet, group, series: [], limits: [], marks: [], unit: "bytes", gapAfter: 30000, drawn: null, wanted: false, last: 0 });
    this.figure = element.closest("figure");
    this.readout = this.figure.querySelector(".chart-readout");
    this.line = Object.assign(document.createElement("div"), { className: "chart-crosshair", hidden: true });
    this.figure.append(this.line);
    if (!groups.has(group)) groups.set(group, new Set());
    groups.get(group).add(this);
    this.onTheme = () => { this.redraw(true); };
    document.addEventListener("console-theme", this.onTheme);
    this.figure.addEventListener("pointermove", event => this.point(event.clientX));
    this.figure.addEventListener("pointerleave", () => this.show(null));
    this.figure.addEventListener("keydown", event => this.key(event));
    this.figure.addEventListener("blur", () => this.show(null));
  }

  /** @param {Uint8Array} json what changed, in UTF-8 */
  update(json) {
    const change = JSON.parse(new TextDecoder().decode(json));
    if (change.looks) {
      this.series = change.looks.map(look => ({ ...look, points: [] }));
      this.unit = change.unit;
      this.gapAfter = change.gapAfter;
    }
    change.tails.forEach(({ after, points: flat }, index) => {
      const points = this.series[index].points;
      while (points.length > 0 && points[points.length - 1][0] > after) points.pop();
      for (let i = 0; i < flat.length; i += 2) points.push([flat[i], flat[i + 1]]);
      while (points.length > 0 && points[0][0] < change.from) points.shift();
    });
    Object.assign(this, { from: change.from, to: change.to, limits: change.limits ?? this.limits, marks: change.marks ?? this.marks });
    this.redraw(Boolean(change.looks));
  }

  // Never more than twice a second, never while nobody looks.
  redraw(anew) {
    this.anew ||= anew;
    if (this.wanted) return;
    this.wanted = true;
    setTimeout(() => requestAnimationFrame(() => {
      this.wanted = false;
      this.last = performance.now();
      if (!this.gone) this.draw();
    }), Math.max(0, 500 - (performance.now() - this.last)));
  }

  draw() {
    const options = this.options();
    if (!this.drawn) {
      this.drawn = new ApexCharts(this.element, options);
      this.drawn.render().then(() => this.show(this.at ?? null, true));
    } else {
      this.drawn.updateOptions(options, false, false, false).then(() => this.show(this.at ?? null, true));
    }
    this.anew = false;
  }

  options() {
    const values = this.series.flatMap(s => s.points.map(p => p[1])).concat(this.limits.map(l => l.value));
    const max = niceMax(this.unit, Math.max(0, ...values) * 1.02);
    const write = writer(this.unit, max);
    this.write = write;
    const ink = css("--ink-3"), hairline = css("--line");
    return {
      chart: {
        type: "line", height: this.element.clientHeight, fontFamily: "inherit", background: "transparent", animations: { enabled: false }, parentHeightOffset: 0,
        toolbar: { show: false, autoSelected: "zoom" }, zoom: { enabled: true, type: "x", allowMouseWheelZoom: false },
        events: { beforeZoom: (_, { xaxis }) => { this.zoom(xaxis.min, xaxis.max); return { xaxis: { min: this.from, max: this.to } }; } },
      },
      series: this.series.map(s => ({ name: s.name, data: this.withGaps(s.points) })),
      colors: this.series.map(s => css(s.color) || s.color),
      stroke: { curve: "straight", width: this.series.map(s => ({ thick: 2.4, thin: 1, dashed: 1.6 })[s.line]), dashArray: this.series.map(s => s.line === "dashed" ? 5 : 0) },
      markers: { size: 0, hover: { sizeOffset: 0, size: 0 } }, legend: { show: false }, tooltip: { enabled: false }, dataLabels: { enabled: false },
      states: { hover: { filter: { type: "none" } } },
      grid: { borderColor: hairline, padding: { top: -18, right: 6, bottom: -2, left: 4 } },
      xaxis: {
        type: "datetime", min: this.from, max: this.to, axisBorder: { show: false }, axisTicks: { show: false }, tooltip: { enabled: false }, crosshairs: { show: false },
        labels: { datetimeUTC: true, style: { colors: ink, fontSize: "10px" }, datetimeFormatter: { hour: "HH:mm", minute: "HH:mm", second: "HH:mm:ss" } },
      },
      yaxis: { min: 0, max, tickAmount: 2, labels: { formatter: write, style: { colors: ink, fontSize: "10px" }, minWidth: 60, maxWidth: 60 } },
      annotations: {
        yaxis: this.limits.map(l => ({ y: l.value, borderColor: css(l.color), strokeDashArray: 0, borderWidth: 1.4,
          label: { text: l.name, position: "left", textAnchor: "start", offsetY: -2, style: { color: css(l.color), background: "transparent", fontSize: "10px" }, borderWidth: 0 } })),
        xaxis: this.marks.map(m => ({ x: m.at, borderColor: css(m.color), strokeDashArray: 3, borderWidth: 1 })),
      },
    };
  }

  // Levels after collections come when there was one: what is usual for a series is no gap in it.
  withGaps(points) {
    const data = [];
    const holes = points.slice(1).map((p, i) => p[0] - points[i][0]).sort((a, b) => a - b);
    const longest = Math.max(this.gapAfter, 4 * (holes[holes.length >> 1] ?? 0));
    const breaks = this.marks.filter(mark => mark.breaks).map(mark => mark.at);
    points.forEach(([at, value], index) => {
      const before = index > 0 ? points[index - 1][0] : at;
      if (at - before > longest || breaks.some(moment => moment > before && moment <= at)) data.push([points[index - 1][0] + 1, null]);
      data.push([at, value]);
    });
    return data;
  }

  zoom(min, max) {
    if (min != null && max != null && max - min >= 1000) this.dotnet.invokeMethodAsync("Zoomed", min, max);
  }

  area() {
    const g = this.drawn?.w?.globals;
    return g && g.gridWidth > 0 ? { left: g.translateX, width: g.gridWidth, top: g.translateY, height: g.gridHeight } : null;
  }

  point(clientX) {
    const area = this.area();
    if (!area) return;
    const share = (clientX - this.element.getBoundingClientRect().left - area.left) / area.width;
    this.show(share < 0 || share > 1 ? null : this.from + share * (this.to - this.from));
  }

  key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (this.at ?? this.to) + step * (this.to - this.from) / 60;
    this.show(Math.min(this.to, Math.max(this.from, at)));
  }

  show(at, alone = false) {
    for (const chart of alone ? [this] : groups.get(this.group) ?? []) chart.cross(at);
  }

  cross(at) {
    this.at = at;
    const area = this.area();
    this.line.hidden = at === null || !area;
    this.readout.replaceChildren();
    if (at === null || !area) return;
    this.line.style.cssText = `left:${area.left + (at - this.from) / (this.to - this.from) * area.width}px;top:${area.top}px;height:${area.height}px`;
    const add = (text, color) => {
      const span = Object.assign(document.createElement("span"), { textContent: text });
      if (color) span.style.setProperty("--c", `var(${color})`);
      this.readout.append(span);
    };
    add(`${clock(at)} UTC`);
    for (const s of this.series) add(`${s.name} ${this.valueAt(s.points, at)}`, s.color);
    const mark = this.marks.find(m => Math.abs(m.at - at) < (this.to - this.from) / 80);
    if (mark) add(`${mark.label} at ${clock(mark.at)}`, mark.color);
  }

  valueAt(points, at) {
    let low = 0, high = points.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (points[middle][0] < at) low = middle + 1; else high = middle;
    }
    const near = [points[low - 1], points[low]].filter(Boolean).sort((a, b) => Math.abs(a[0] - at) - Math.abs(b[0] - at))[0];
    return near && Math.abs(near[0] - at) <= Math.max(this.gapAfter, (this.to - this.from) / 30) ? this.write(near[1]) : "not seen";
  }

  dispose() {
    this.gone = true;
    document.removeEventListener("console-theme", this.onTheme);
    groups.get(this.group)?.delete(this);
    this.drawn?.destroy();
  }
}

// The library's address is known to the host alone: there it has a name with a fingerprint, which may be cached for ever, and is compressed.
export const create = async (library, element, dotnet, group) => {
  ApexCharts ??= (await import(new URL(library, document.baseURI))).default;
  return new TimeChart(element, dotnet, group);
};
