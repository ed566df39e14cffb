// What of the slide is too small or cut off; returned to test_legibility.py.
() => {
  const slide = document.querySelector(".slide");
  const content = slide.querySelector(".content");
  const picture = Math.min(innerHeight, innerWidth * 9 / 16);
  const clipped = ".visually-hidden, .what, .reworded, .list-what, .beyond .list-note, .next, .join .strip .way"; // these end in „…“ by design
  const outside = [];
  let smallest = Infinity;
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const words = node.textContent.trim();
    const element = node.parentElement;
    if (!words || !element.checkVisibility()) continue;
    const scale = element.closest("svg")?.getScreenCTM().a ?? 1;
    if (!element.closest(".visually-hidden")) {
      smallest = Math.min(smallest, parseFloat(getComputedStyle(element).fontSize) * scale / picture * 100);
    }
    if (element.closest(clipped)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const inside = box.left > -1 && box.top > -1 && box.right < innerWidth + 1 && box.bottom < innerHeight + 1;
      if (!inside) outside.push(words.slice(0, 40));
    }
  }
  for (const box of [content, slide.querySelector(".strip")]) {
    if (box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1) outside.push(box.className);
  }
  const way = slide.querySelector(".strip .way");
  if (way && !way.closest(".join") && way.scrollWidth > way.clientWidth) outside.push("way in");
  const lowest = Math.max(...[...content.children].map((child) => child.getBoundingClientRect().bottom));
  const free = (content.getBoundingClientRect().bottom - lowest) / picture * 100;
  return { smallest, outside, free, fit: slide.dataset.fit };
}
