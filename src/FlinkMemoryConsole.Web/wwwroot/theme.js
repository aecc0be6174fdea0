// Runs before the first paint, so that a dark page never flashes white.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const read = () => { try { return localStorage.getItem("theme") ?? "system"; } catch { return "system"; } };
  const apply = () => {
    const choice = read();
    root.dataset.theme = choice === "system" ? (system.matches ? "dark" : "light") : choice;
    root.dataset.themeChoice = choice;
    document.dispatchEvent(new CustomEvent("console-theme"));
  };
  system.addEventListener("change", apply);
  addEventListener("storage", event => event.key === "theme" && apply());
  window.nextTheme = () => {
    const order = ["system", "light", "dark"];
    const next = order[(order.indexOf(read()) + 1) % order.length];
    try { localStorage.setItem("theme", next); } catch { /* the browser keeps nothing: then it is for this page only */ }
    apply();
    return next;
  };
  apply();
})();
