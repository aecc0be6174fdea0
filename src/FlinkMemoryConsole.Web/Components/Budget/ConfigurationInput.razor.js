// Sends the text a moment after the last key, in the order in which it was written, and as a stream: one message may not be large.
export function attach(area, page, most) {
  // Somebody left the page while this file was on its way.
  if (!area) return { fill: () => {} };
  let timer = 0, sent = area.value, sending = Promise.resolve();
  const send = async () => {
    if (area.value === sent) return;
    sent = area.value;
    const bytes = new TextEncoder().encode(sent);
    await (bytes.length > most ? page.invokeMethodAsync("RefuseAsync", bytes.length) : page.invokeMethodAsync("TakeAsync", bytes.length ? DotNet.createJSStreamReference(bytes) : null));
  };
  // A failure here means that the circuit is gone; the reconnect dialog says so.
  const soon = delay => { clearTimeout(timer); timer = setTimeout(() => { sending = sending.then(send).catch(() => {}); }, delay); };
  area.addEventListener("input", () => soon(400));
  return { fill: text => { clearTimeout(timer); area.value = sent = text; } };
}
