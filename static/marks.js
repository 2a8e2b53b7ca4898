// Marks the words of a search in an article that was reached from a result, and takes the marks away again.
// The address names them as they are written in the text: #marks=word,another
(function () {
"use strict";

const label = document.currentScript.dataset.clear;
const places = document.querySelectorAll("article.article hgroup, article.article .text");
const given = /^#marks=(.+)$/.exec(location.hash);
if (!places.length || !given) return;

let forms;
try {
  forms = given[1].split(",").slice(0, 8).map(decodeURIComponent).filter((form) => form && form.length <= 200);
} catch {
  return; // not an address of ours
}
const escaped = forms.map((form) => {
  const plain = form.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const edge = "[\\p{Script=Latin}\\p{N}]";
  return (RegExp("^" + edge, "u").test(form) ? `(?<!${edge})` : "") + plain + (RegExp(edge + "$", "u").test(form) ? `(?!${edge})` : "");
});
if (!forms.length) return;
const pattern = RegExp(escaped.join("|"), "gu");

/** Mark within one block, across the elements inside it. */
function mark(block) {
  const nodes = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.parentElement.closest(BLOCKS) === block) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join("");
  const found = [...whole.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]).reverse();
  let end = whole.length;
  for (const node of nodes.reverse()) {
    const start = end - node.length;
    for (const [from, to] of found) {
      if (from >= start + node.length || to <= start) continue;
      const range = document.createRange();
      range.setStart(node, Math.max(from - start, 0));
      range.setEnd(node, Math.min(to - start, node.length));
      const element = document.createElement("mark");
      element.className = "found";
      range.surroundContents(element);
    }
    end = start;
  }
}

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, pre, blockquote, div, hgroup";
for (const place of places) for (const block of [place, ...place.querySelectorAll(BLOCKS)]) mark(block);

const marks = [...places].flatMap((place) => [...place.querySelectorAll("mark.found")]);
if (!marks.length) return;
marks[0].scrollIntoView({ block: "center" });

const clear = document.createElement("button");
clear.type = "button";
clear.className = "unmark";
clear.textContent = label;
clear.addEventListener("click", () => {
  for (const element of marks) {
    const parent = element.parentNode;
    element.replaceWith(...element.childNodes);
    parent.normalize();
  }
  clear.remove();
  try {
    history.replaceState(history.state, "", location.pathname + location.search);
  } catch {
    // some browsers forbid it on a disk; the marks come back with a reload
  }
});
places[0].closest("article").before(clear);
})();
