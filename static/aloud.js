// Reads an article aloud, sentence by sentence, with the one that is read marked.
// Only voices of the device itself are used: others would send the text to somebody.
(function () {
"use strict";

const box = document.querySelector(".aloud");
const speech = window.speechSynthesis;
if (!box || !speech) return;
const article = box.closest("article");
const language = (box.closest("[lang]").lang || "").toLowerCase();
const [button, stop] = box.querySelectorAll("button");
const words = { start: button.textContent, pause: button.dataset.pause };
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, dt, dd";
const SILENT = "figure, table, pre, sup, .footnotes, .notice";

let voice = null;
let sentences = [];
let at = 0;
let speaking = false;
let turn = 0;

/** Take the voice that speaks the article's language best; without one there is no button. */
function choose() {
  const tongue = language.split("-")[0];
  const fit = speech.getVoices().filter((one) => {
    const spoken = one.lang.toLowerCase().replace(/_/g, "-");
    return one.localService && (spoken.split("-")[0] === tongue || (tongue === "zh" && spoken.startsWith("cmn")));
  });
  voice = fit.find((one) => one.lang.toLowerCase().replace(/_/g, "-").startsWith(language)) || fit[0] || null;
  box.classList.toggle("ready", Boolean(voice));
}

/** Return the sentences of a text, by where they begin and end. */
function cut(text) {
  if (window.Intl && Intl.Segmenter) {
    const parts = new Intl.Segmenter(language || undefined, { granularity: "sentence" }).segment(text);
    return Array.from(parts, (part) => [part.index, part.index + part.segment.length]);
  }
  return Array.from(text.matchAll(/[^。！？!?]+[。！？!?]*[”’」』）)]*/g), (part) => [part.index, part.index + part[0].length]);
}

/** Return all sentences of the article as ranges, in reading order. */
function gather() {
  const blocks = new Map();
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("hgroup, .text") || parent.closest(SILENT)) continue;
    const block = parent.closest(BLOCKS) || parent;
    blocks.set(block, [...(blocks.get(block) || []), walker.currentNode]);
  }
  return [...blocks].flatMap(([block, nodes]) => {
    const text = nodes.map((node) => node.data).join("");
    return cut(text).filter(([from, to]) => text.slice(from, to).trim()).map(([from, to]) => {
      const range = document.createRange();
      let offset = 0;
      for (const node of nodes) {
        if (from >= offset && from < offset + node.length) range.setStart(node, from - offset);
        if (to > offset && to <= offset + node.length) range.setEnd(node, to - offset);
        offset += node.length;
      }
      return { text: text.slice(from, to), range, block };
    });
  });
}

function mark(sentence) {
  document.querySelectorAll(".spoken").forEach((block) => block.classList.remove("spoken"));
  if (window.CSS && CSS.highlights) {
    CSS.highlights.delete("spoken");
    if (sentence) CSS.highlights.set("spoken", new Highlight(sentence.range));
  } else if (sentence) sentence.block.classList.add("spoken");
  if (!sentence) return;
  const place = sentence.range.getBoundingClientRect();
  if (place.top < 0 || place.bottom > innerHeight * 0.85) sentence.block.scrollIntoView({ block: "center" });
}

function speak() {
  const sentence = sentences[at];
  if (!sentence) return end();
  const mine = ++turn;
  const saying = new SpeechSynthesisUtterance(sentence.text);
  saying.voice = voice;
  saying.lang = voice.lang;
  saying.onend = () => {
    if (mine !== turn) return;
    at += 1;
    speak();
  };
  saying.onerror = () => mine === turn && end();
  mark(sentence);
  speech.speak(saying);
}

// `pause` of the browsers is not to be trusted: a sentence that was broken off is begun again
function silence() {
  turn += 1;
  speaking = false;
  speech.cancel();
  button.textContent = words.start;
}

function end() {
  silence();
  mark(null);
  at = 0;
  stop.hidden = true;
}

button.addEventListener("click", () => {
  if (speaking) return silence();
  sentences = sentences.length ? sentences : gather();
  speaking = true;
  button.textContent = words.pause;
  stop.hidden = false;
  speak();
});
stop.addEventListener("click", () => {
  button.focus();
  end();
});
addEventListener("pagehide", () => speech.cancel());
speech.addEventListener?.("voiceschanged", choose);
choose();
})();
