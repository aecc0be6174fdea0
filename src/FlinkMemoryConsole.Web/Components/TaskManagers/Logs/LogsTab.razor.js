// A third of the box stays above the line, so that one sees what led there. After the frame in which the rows get their place.
export const goTo = (box, index, height) => requestAnimationFrame(() => { if (box) box.scrollTop = index * height - box.clientHeight / 3; });
