// What the browser does without asking the server: keys, theme, clipboard, ages that count on, hidden tabs, a lost connection.
(() => {
  const typing = target => target.closest?.("input, textarea, select, [contenteditable=true]");

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open], .mud-dialog")) return;
    const target = event.key === "/"
      ? document.querySelector("[data-search] input, input[data-search]")
      : [...document.querySelectorAll("[data-key]")].find(element => element.dataset.key === event.key);
    if (!target || event.key === " " && event.target.closest("button, a, summary")) return;
    event.preventDefault();
    event.key === "/" ? target.focus() : target.click();
  });

  document.addEventListener("click", async event => {
    const theme = event.target.closest("[data-theme-toggle]");
    if (theme) theme.title = `Theme: ${window.nextTheme()} (t)`;
    event.target.closest("[popover] a")?.closest("[popover]").hidePopover();
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      await copyText(copy.dataset.copy);
      copy.classList.add("copied");
      setTimeout(() => copy.classList.remove("copied"), 1500);
    }
    if (event.target.closest("[data-reconnect-now]")) reconnect();
  });

  // The clipboard API is there on https and localhost only; consoles are often opened by plain http in a closed network.
  async function copyText(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  const written = ms => {
    const s = Math.max(0, Math.floor(ms / 1000)), min = Math.floor(s / 60), h = Math.floor(min / 60), d = Math.floor(h / 24);
    return s < 60 ? `${s} s` : min < 60 ? `${min} min` : h < 24 ? (min % 60 ? `${h} h ${min % 60} min` : `${h} h`) : h % 24 ? `${d} d ${h % 24} h` : `${d} d`;
  };
  const clocks = new WeakMap();
  setInterval(() => {
    if (document.hidden) return;
    for (const element of document.querySelectorAll("time[data-age]")) {
      const { age, now } = element.dataset;
      let clock = clocks.get(element);
      if (clock?.now !== now) clocks.set(element, clock = { now, offset: Date.now() - Number(now) });
      // The text node itself is Blazor's: only what it says is changed.
      if (element.firstChild) element.firstChild.nodeValue = `${written(Date.now() - clock.offset - Number(age))} ago`;
    }
  }, 1000);

  let page = null, timer = 0;
  const tellHidden = () => {
    clearTimeout(timer);
    // A glance at another tab is no reason to stop.
    timer = setTimeout(() => page?.invokeMethodAsync("SetHidden", document.hidden).catch(() => {}), document.hidden ? 5000 : 0);
  };
  document.addEventListener("visibilitychange", tellHidden);
  window.flinkMemoryConsole = { watch: layout => { page = layout; tellHidden(); }, forget: () => { page = null; } };

  // After Blazor has given up we go on asking, for as long as somebody looks.
  let away = 0;
  async function reconnect() {
    clearTimeout(away);
    try {
      if (!await Blazor.reconnect()) location.reload();
    } catch {
      away = setTimeout(() => document.hidden || reconnect(), 5000);
    }
  }
  document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", event => {
    const { state } = event.detail;
    if (state === "rejected" || state === "resume-failed") setTimeout(() => location.reload(), 1000);
    if (state === "failed") away = setTimeout(reconnect, 5000);
    if (state === "hide") clearTimeout(away);
  });
})();
