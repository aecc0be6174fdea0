// After the frame in which Blazor puts a new page to its top.
export const scrollTo = id => requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: "start" })));
