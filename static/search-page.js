// The search page: the query and the filters stand in the address, the engine answers, the list shows it.
(function () {
"use strict";

const form = document.querySelector("form.search");
const results = document.querySelector(".results");
const [status, failed, rest, chart, none, list, more] = [".status", ".failed", ".rest", ".chart", ".none", ".hits", ".more"].map((name) => results.querySelector(name));
const template = document.getElementById("hit");
const field = form.elements.q;
const words = form.dataset;
const NAMES = ["q", "from", "to", "section", "column", "person", "sort"];
const SOME = 5, TEN = 10, PAGE = 20; // a text is a file of its own, and few are in view at first
const BUDGET = 170_000; // symbols after which no year is begun: under 300 KB with those under way; more on demand
const dates = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "long", timeZone: "UTC" });

let current = 0;
let shown = 0;
let total = 0;
let budget = BUDGET;

// ---- the address ----

function asked() {
  const values = new FormData(form);
  return new URLSearchParams(NAMES.map((name) => [name, String(values.get(name) ?? "").trim()]).filter(([, value]) => value));
}

function fill(search) {
  const values = new URLSearchParams(search);
  for (const name of NAMES) {
    const input = form.elements[name];
    if (input) input.value = values.get(name) || "";
  }
  form.querySelector(".filters").open ||= NAMES.slice(1, 6).some((name) => values.get(name));
}

/** Put the query into the address; typing goes on in one entry of the history. */
function remember(typed) {
  const search = "?" + asked();
  if (search === location.search || (search === "?" && !location.search)) return;
  const goesOn = typed && history.state?.typed;
  try {
    history[goesOn ? "replaceState" : "pushState"]({ typed }, "", search);
  } catch {
    location.search = search; // some browsers forbid it on a disk
  }
}

// ---- the list ----

/** Write a text with some places marked; only ever as text. */
function write(element, text, marks) {
  element.hidden = !text;
  let at = 0;
  const parts = [];
  for (const [start, end] of marks || []) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    parts.push(text.slice(at, start), mark);
    at = end;
  }
  element.replaceChildren(...parts, text.slice(at));
}

function item(hit) {
  const node = template.content.cloneNode(true);
  const [time, page, kicker, link, deck, summary] = ["time", ".page", ".kicker", "a", ".deck", ".summary"].map((name) => node.querySelector(name));
  time.dateTime = hit.date;
  time.textContent = dates.format(new Date(hit.date));
  write(page, hit.page && words.page.replace("{label}", () => hit.page));
  write(kicker, hit.kicker, hit.marks.kicker);
  write(link, hit.headline, hit.marks.headline);
  write(deck, hit.deck, hit.marks.deck);
  write(summary, hit.snippet, hit.marks.snippet);
  link.href = hit.url + (hit.forms.length ? "#marks=" + hit.forms.map(encodeURIComponent).join(",") : "");
  return node;
}

function count(number) {
  return number === 1 ? words.one : words.many.replace("1234567", () => number.toLocaleString(document.documentElement.lang || undefined));
}

function draw(years) {
  const entries = Object.entries(years).sort(([one], [other]) => one - other);
  const top = Math.max(...entries.map(([, hits]) => hits));
  chart.hidden = !top || (entries.length < 2 && !form.elements.from.value);
  const chosen = form.elements.from.value.slice(0, 4);
  const whole = chosen && form.elements.to.value.slice(0, 4) === chosen ? chosen : "";
  chart.querySelector("ol").replaceChildren(...entries.map(([year, hits]) => {
    const entry = document.createElement("li");
    const bar = document.createElement("button");
    bar.type = "button";
    bar.style.setProperty("--share", hits / top);
    bar.setAttribute("aria-pressed", String(year === whole));
    const name = document.createElement("span");
    name.textContent = year;
    const sum = document.createElement("b");
    sum.textContent = hits;
    bar.append(name, " ", sum);
    bar.onclick = () => {
      form.elements.from.value = year === whole ? "" : year + "-01-01";
      form.elements.to.value = year === whole ? "" : year + "-12-31";
      start();
    };
    entry.append(bar);
    return entry;
  }));
}

// ---- asking ----

function options(from, limit) {
  const values = Object.fromEntries(asked());
  return { ...values, q: undefined, offset: from, limit, budget };
}

function say(text) {
  status.textContent = text;
}

function show(answer) {
  ({ total } = answer);
  shown = answer.hits.length;
  list.replaceChildren(...answer.hits.map(item));
  draw(answer.years);
  none.hidden = answer.empty || answer.partial || total > 0;
  say(answer.empty ? "" : [
    total ? count(total) : words.none,
    answer.partial && words.early,
    answer.rest.length && !answer.partial && words.rest.replace("{years}", () => span(answer.rest)),
    answer.cut && words.cut,
  ].filter(Boolean).join(" "));
  rest.hidden = answer.partial || !answer.rest.length;
  offer();
}

/** The years of a list, newest first, as its ends. */
function span(years) {
  return years.length > 1 ? years.at(-1) + "–" + years[0] : years[0];
}

/** Load some more when the list's end comes near, and offer the next twenty. */
function offer() {
  more.hidden = shown >= total || shown % PAGE !== 0;
  if (shown < total && more.hidden && list.lastElementChild) nearEnd.observe(list.lastElementChild);
}

const nearEnd = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  nearEnd.disconnect();
  extend();
}, { rootMargin: "100px" });

async function extend(focus) {
  const mine = current;
  try {
    const answer = await window.sitegenSearch(field.value, options(shown, shown % TEN || TEN));
    if (mine !== current) return;
    const first = shown;
    shown += answer.hits.length;
    list.append(...answer.hits.map(item));
    if (focus) list.children[first]?.querySelector("a").focus();
    offer();
  } catch (error) {
    fail(error, () => extend(focus));
  }
}

function fail(error, again) {
  say(words.failed);
  failed.hidden = false;
  failed.querySelector("button").onclick = () => {
    failed.hidden = true;
    again();
  };
  if (!error.part) throw error;
}

/** Ask for what the form says; `whole` is for all years, whatever it costs. */
async function search(whole = false) {
  const mine = ++current;
  budget = whole ? Infinity : BUDGET;
  nearEnd.disconnect();
  failed.hidden = rest.hidden = true;
  results.hidden = false;
  const late = setTimeout(() => mine === current && say(words.busy), 150);
  results.setAttribute("aria-busy", "true");
  try {
    const progress = (early) => mine === current && show(early);
    const answer = await window.sitegenSearch(field.value, { ...options(0, SOME), progress });
    if (mine === current) show(answer);
  } catch (error) {
    if (mine === current) fail(error, () => search(whole));
  } finally {
    clearTimeout(late);
    if (mine === current) results.removeAttribute("aria-busy");
  }
}

function start(typed = false) {
  clearTimeout(typing);
  remember(typed);
  search();
}

// ---- what the reader does ----

let typing = 0;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
form.addEventListener("input", (event) => {
  if (event.target !== field || event.isComposing) return;
  clearTimeout(typing);
  typing = setTimeout(start, 400, true);
});
field.addEventListener("compositionend", () => {
  clearTimeout(typing);
  typing = setTimeout(start, 400, true);
});
form.addEventListener("change", (event) => event.target !== field && start());
form.querySelector(".clear").onclick = () => {
  for (const name of NAMES.slice(1, 6)) if (form.elements[name]) form.elements[name].value = "";
  start();
};
rest.querySelector("button").onclick = () => search(true);
more.querySelector("button").onclick = () => extend(true);
window.addEventListener("popstate", () => {
  fill(location.search);
  search();
});

// Arrows go through the list, Escape goes back to the field; before the keys of the whole paper see them.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const inField = document.activeElement === field;
  let target = null;
  if (event.key === "ArrowDown" && (at >= 0 || inField)) target = links[at + 1];
  else if (event.key === "ArrowUp" && at >= 0) target = links[at - 1] || field;
  else if (event.key === "Escape" && at >= 0) target = field;
  else if (event.key === "/" && !event.target.closest("input, select, textarea") && document.documentElement.dataset.keys !== "off") target = field;
  if (!target) return;
  event.preventDefault();
  target.focus();
}, true);

document.querySelector(".scriptless").hidden = true;
form.hidden = false;
fill(location.search);
if (field.value) search();
else field.focus();
})();
