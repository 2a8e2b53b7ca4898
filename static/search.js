/**
 * The search engine: window.sitegenSearch(query, options) answers a promise; docs/search.md describes it.
 *
 * It writes the splitting rule of sitegen/search/{folding,splitting,words}.py a second time. It knows nothing of any
 * page: texts go out as plain strings with the places of the marks.
 */
(function () {
"use strict";

const base = document.currentScript.src.replace(/[^/]*$/, "");
let directory = null;

// ---- parts: scripts that call sitegenSearchPart ----

const arrived = new Map();
const asked = new Map();

window.sitegenSearchPart = (name, ...values) => {
  if (name === "directory") directory = readDirectory(values[0]);
  else arrived.set(name, values);
  if (name === "variants") folds.clear();
};

function fault(text, part) {
  return Object.assign(new Error(text + part), { part });
}

/** Run a script of search/; answers whether it came. */
function run(name, version) {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    const done = (came) => {
      script.remove();
      resolve(came);
    };
    script.onload = () => done(true);
    script.onerror = () => done(false);
    script.charset = "utf-8"; // whatever the page is written in
    script.src = base + name + ".js" + (version && "?" + version);
    document.head.append(script);
  });
}

async function fetchPart(name, version) {
  await run(name, version);
  if (arrived.has(name)) return arrived.get(name);
  asked.delete(name);
  throw fault("search part missing: ", name);
}

/** Load a part once and give what it handed over; a failed one is asked for again the next time. */
function load(name, version = "") {
  if (!asked.has(name)) asked.set(name, fetchPart(name, version));
  return asked.get(name);
}

// ---- numbers as symbols: see symbols.py ----

/** The number that one character of a text stands for. */
function single(text, at) {
  const code = text.charCodeAt(at);
  return code < 127 ? code - 32 - (code > 34) - (code > 92) : code - 99;
}

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }
  get more() {
    return this.at < this.text.length;
  }
  /** Go over some numbers. */
  pass(many) {
    for (let left = many; left > 0;) if (single(this.text, this.at++) < 47) left--;
  }
  next() {
    let value = 0, digit = 1, span = 47;
    for (;;) {
      const symbol = single(this.text, this.at++);
      if (symbol < 47) return value + symbol * digit;
      value += (symbol - 47) * digit + span;
      digit *= 46;
      span *= 46;
    }
  }
}

function readDirectory(told) {
  const gaps = new Reader(told.traditional);
  const traditional = new Uint32Array(told.variants);
  for (let number = 0, code = 0; number < told.variants; number++) traditional[number] = code += gaps.next();
  told.traditional = traditional;
  told.stops = new Set(told.stops ? told.stops.split(" ") : []);
  told.english = /^(en|zh)(-|$)/.test(told.language);
  return told;
}

/** Make a year ready to be searched: its issues, its tree of parts, the lengths of its bodies. */
async function openYear(year) {
  if (year.tree) return;
  const [lengths, shape, apart, told, suffixes] = year.head || (await load(year.year + "/head", year.version));
  const steps = new Reader(told);
  year.suffixes = suffixes;
  year.days = [];
  year.firsts = [];
  for (let day = 0, article = 0; steps.more; article += steps.next()) {
    year.days.push((day += steps.next()));
    year.firsts.push(article);
  }
  year.lengths = lengths;
  year.apart = new Set();
  const aparts = new Reader(apart);
  for (let number = 0; aparts.more;) year.apart.add((number += aparts.next()));
  year.tree = readTree(shape);
}

/** The nodes of a tree in a row, each before what is below it: 2 is cut in two, 1 a part, 0 nothing. */
function readTree(shape) {
  const nodes = new Uint8Array(shape.length * 4);
  for (let at = 0; at < shape.length; at++) {
    for (let place = 3, four = single(shape, at); place >= 0; place--, four = Math.floor(four / 3)) nodes[at * 4 + place] = four % 3;
  }
  return nodes;
}

/** The number of the issue that an article of the year is in. */
function issueOf(year, article) {
  let low = 0, high = year.firsts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (year.firsts[middle] <= article) low = middle;
    else high = middle;
  }
  return low;
}

/** Days from New Year to the date of an article. */
function dayOf({ year, article }) {
  return year.days[issueOf(year, article)];
}

function dateOf(hit) {
  return new Date(Date.UTC(+hit.year.year, 0, 1 + dayOf(hit))).toISOString().slice(0, 10);
}

// ---- the splitting rule ----

const PAIRED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ud840-\ud8bf\udc00-\udfff]/;
const kinds = new Map();

/** "h" goes in pairs, "l" is a letter, "d" a digit, "" splits; what may join a word stands for itself. */
function kindOf(unit) {
  let kind = kinds.get(unit);
  if (kind === undefined) {
    kind = ".'-&+#".includes(unit) ? unit : PAIRED.test(unit) ? "h" : /[\p{L}\p{M}]/u.test(unit) ? "l" : /\p{N}/u.test(unit) ? "d" : "";
    kinds.set(unit, kind);
  }
  return kind;
}

const folds = new Map();

/** Fold one character, normalised; what is not of use becomes a space. */
function foldedOf(char) {
  let folded = folds.get(char);
  if (folded !== undefined) return folded;
  folded = "";
  for (const normal of char.normalize("NFKC")) {
    for (const lower of normal.toLowerCase()) {
      const number = arrived.has("variants") ? variantNumber(lower.codePointAt(0)) : -1;
      const simple = lower === "’" ? "'" : number < 0 ? lower : variant(number);
      const code = simple.codePointAt(0);
      folded += code < 0xd800 || (code > 0xdfff && code < 0x10000) || (code >= 0x20000 && code < 0x40000) ? simple : " ";
    }
  }
  folds.set(char, folded);
  return folded;
}

/** Fold a text; for a query it must be in form NFKC, where characters may have met. */
function fold(text) {
  let folded = "";
  for (const char of text) folded += foldedOf(char);
  return folded;
}

/** The number of a traditional character among all of them, or -1. */
function variantNumber(code) {
  const { traditional } = directory;
  let low = 0, high = traditional.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (traditional[middle] < code) low = middle + 1;
    else high = middle;
  }
  return traditional[low] === code ? low : -1;
}

function hasTraditional(text) {
  for (const char of text.normalize("NFKC")) if (variantNumber(char.codePointAt(0)) >= 0) return true;
  return false;
}

let simplified = null;
function variant(number) {
  simplified = simplified || [...arrived.get("variants")[0]];
  return simplified[number];
}

function isJoined(kind, at, folded) {
  const around = (step) => kindOf(folded[at + step] || "");
  const inWord = (step) => around(step) === "l" || around(step) === "d";
  const letter = around(-1) === "l";
  switch (kind) {
    case ".": return around(-1) === "d" && around(1) === "d";
    case "'": case "&": return letter && around(1) === "l";
    case "-": return letter && around(1) === "d";
    case "+": return (letter && around(1) === "+" && !inWord(2)) || (around(-1) === "+" && around(-2) === "l" && !inWord(1));
    default: return letter && !inWord(-2) && !inWord(1);
  }
}

/** The term of a word; empty for a stop word. */
function termOf(word) {
  if (word.endsWith("'s") && word.length > 2) word = word.slice(0, -2);
  if (/^[a-z']+$/.test(word)) {
    if (directory.stops.has(word)) return "";
    if (directory.english) word = lunr.stemmer(new lunr.Token(word, {})).toString();
  }
  return word.slice(0, 40);
}

/** Cut a folded text into units: paired characters ("h"), words ("w"), all else (""), each one place. */
function unitsOf(folded) {
  const units = [];
  let before = "h";
  for (let at = 0; at < folded.length; at++) {
    let kind = kindOf(folded[at]);
    if (kind.length && !"hld".includes(kind)) kind = isJoined(kind, at, folded) ? "w" : "";
    else if (kind && kind !== "h") kind = "w";
    if (kind !== "h" && kind === before) units[units.length - 1].end = at + 1;
    else units.push({ kind, start: at, end: at + 1 });
    before = kind;
  }
  for (const unit of units) {
    const text = folded.slice(unit.start, unit.end);
    unit.term = unit.kind === "w" ? termOf(text) : text;
    unit.text = text;
  }
  return units;
}

// ---- the query ----

const LONGEST = 200;
const FIELD = /^(headline|deck|body|section|column|person):(?=.)/i;
const ITEM = /(-?)((?:[^\s:"“”「」]+:)?)(?:["“”「」]([^"“”「」]*)["“”「」]?|([^\s"“”「」]+))/gu;

/**
 * Read a query into items, all of which must hold: {units, field, not, star}. Names of section, column and person go
 * to the filters. `cut` tells that the query was too long to be looked for whole.
 */
function readQuery(query) {
  const plan = { items: [], filters: {}, cut: false };
  let room = LONGEST;
  for (const [, minus, prefix, phrase, word] of query.normalize("NFKC").matchAll(ITEM)) {
    const field = (FIELD.exec(prefix + "x") || [])[1]?.toLowerCase();
    let text = phrase ?? word;
    if (prefix && !field) text = prefix + text;
    if (["section", "column", "person"].includes(field)) {
      plan.filters[field] = text;
      continue;
    }
    const star = phrase === undefined && text.endsWith("*");
    let units = unitsOf(fold(text));
    if (units.length > room) plan.cut = true;
    units = trimmed(units.slice(0, room));
    room -= units.length;
    if (units.length) plan.items.push({ units, field: field || "", not: minus === "-", star: star && units.at(-1).kind === "w" });
  }
  return plan;
}

/** Drop what splits, and stop words, from both ends. */
function trimmed(units) {
  const holds = (unit) => unit.kind && unit.term;
  const first = units.findIndex(holds);
  return first < 0 ? [] : units.slice(first, units.findLastIndex(holds) + 1);
}

/** What an item asks of the index: terms with their distance from the item's beginning; `open` ones begin with theirs. */
function lookupsOf(item) {
  const lookups = [];
  const { units } = item;
  units.forEach((unit, at) => {
    if (unit.kind === "w" && unit.term) {
      const open = item.star && at === units.length - 1;
      lookups.push({ term: open ? unit.text : unit.term, at, open });
    }
    if (unit.kind !== "h" || (at && units[at - 1].kind === "h")) return;
    let end = at;
    while (units[end + 1]?.kind === "h") end++;
    const add = (pair) => lookups.push({ term: units[pair].text + units[pair + 1].text, at: pair, open: false });
    if (end === at) lookups.push({ term: unit.text, at, open: true });
    for (let pair = at; pair < end; pair += 2) add(pair);
    if (end > at && (end - at) % 2 === 0) add(end - 1);
  });
  return lookups;
}

// ---- parts: from terms to postings ----

/** The bits of a term's route, or of all routes of the terms that begin with it. */
function routeOf(lookup) {
  const bits = (value, width) => value.toString(2).padStart(width, "0");
  const { term } = lookup;
  if (PAIRED.test(term[0])) return "0" + bits(term.charCodeAt(0), 16) + (lookup.open ? "" : bits(term.charCodeAt(1), 16).padEnd(47, "0"));
  let route = "1";
  for (const letter of term.slice(0, 10)) {
    const code = letter.charCodeAt(0);
    route += bits(code > 96 && code < 123 ? code - 96 : code > 47 && code < 58 ? code - 21 : 37 + (code % 27), 6);
  }
  return lookup.open ? route : route.padEnd(64, "0");
}

function partName(bits) {
  const letters = "  abcdef";
  return "p" + bits.replace(/.{1,3}/g, (group) => {
    const value = parseInt(group, 2);
    return group.length === 3 ? value : letters[(1 << group.length) + value];
  });
}

/** The parts of a year that may hold what a lookup asks for, and whether their places are set apart. */
function partsOf(year, lookup) {
  const route = routeOf(lookup), { tree } = year;
  let at = 0, number = 0, depth = 0;
  while (tree[at] === 2 && depth < route.length) {
    at++;
    if (route[depth++] === "0") continue;
    for (let open = 1; open; at++) {
      open += tree[at] === 2 ? 1 : -1;
      number += tree[at] & 1;
    }
  }
  const parts = [];
  const walk = (bits) => {
    const kind = tree[at++];
    if (kind === 2) [0, 1].forEach((bit) => walk(bits + bit));
    else if (kind) parts.push({ name: year.year + "/" + partName(bits), apart: year.apart.has(number++) });
  };
  walk(route.slice(0, depth));
  return parts;
}

/** Read from a part the terms that a lookup asks for, with their postings. */
function readTerms(year, [table, words, wordCounts, issues, articles, counts], places, { term, open }) {
  const found = [], pairs = new Reader(table), many = new Reader(wordCounts);
  const rows = { issues: new Reader(issues), articles: new Reader(articles), counts: new Reader(counts), places: new Reader(places) };
  const one = term.charCodeAt(0), two = term.charCodeAt(1) || 0;
  for (let first = 0, second = 0, begun = false; pairs.more; begun = true) {
    const step = pairs.next(), follow = pairs.next(), entries = pairs.next() + 1;
    second = step || !begun ? follow : second + follow + 1;
    first += step;
    if (first !== one || (second !== two && !open)) passPosting(rows, entries);
    else found.push([String.fromCharCode(first) + (second ? String.fromCharCode(second) : ""), readPosting(year, rows, entries)]);
  }
  for (const word of words ? words.split(" ") : []) {
    const entries = many.next() + 1;
    if (open ? word.startsWith(term) : word === term) found.push([word, readPosting(year, rows, entries)]);
    else passPosting(rows, entries);
  }
  return found;
}

function passPosting({ issues, articles, counts, places }, entries) {
  let all = 0;
  for (issues.pass(entries); entries; entries--) {
    do {
      const told = counts.next();
      all += told & 1 ? (told - 1) / 2 : told / 2 + 1;
      for (let field = told & 1 ? 0 : 2; field < 2; field++) {
        const some = counts.next();
        if (some) counts.pass(1);
        all += some;
      }
    } while (articles.next() & 1);
  }
  if (places.text) places.pass(all);
}

/**
 * Read a term's articles, ascending, with how often it stands in each field; where the part has its places, these too,
 * field by field, and for each article where its own begin.
 */
function readPosting(year, rows, entries) {
  const articles = [], counts = [], starts = [0], lengths = [new Map(), new Map()];
  let holding = 0, all = 0;
  for (let entry = 0, issue = 0; entry < entries; entry++) {
    issue = entry ? issue + rows.issues.next() + 1 : rows.issues.next();
    for (let article = year.firsts[issue] - 1, more = 1; more;) {
      const step = rows.articles.next();
      article += (step >> 1) + 1;
      more = step & 1;
      const told = rows.counts.next();
      let headline = 0, deck = 0, body = told / 2 + 1;
      if (told & 1) {
        body = (told - 1) / 2;
        if ((headline = rows.counts.next())) lengths[0].set(article, rows.counts.next());
        if ((deck = rows.counts.next())) lengths[1].set(article, rows.counts.next());
      }
      articles.push(article);
      counts.push(headline, deck, body);
      starts.push((all += headline + deck + body));
      holding += (headline > 0) + (deck > 0) + (body > 0);
    }
  }
  if (!(articles.at(-1) < year.articles)) throw fault("search part newer than its directory: ", year.year);
  const places = new Int32Array(rows.places.text ? all : 0);
  for (let at = 0, cell = 0; at < places.length; cell++) {
    for (let count = counts[cell], place = -1; count; count--) places[at++] = place += rows.places.next() + 1;
  }
  return { articles, counts, starts, lengths, places, holding };
}

/** The places of a term in one field of the posting's article with this number, from `at` on. */
function placesOf({ counts, starts, places }, number, field, at) {
  const cell = number * 3, found = [];
  const start = starts[number] + (field > 0 ? counts[cell] : 0) + (field > 1 ? counts[cell + 1] : 0);
  for (let next = start; next < start + counts[cell + field]; next++) found.push(places[next] - at);
  return found;
}

// ---- hits of one year ----

const AT_ONCE = 8;

/** Load what a lookup asks for and keep in it the terms that it found, with their postings. */
async function fetchTerms(year, lookup, withPlaces, answer) {
  const terms = await Promise.all(partsOf(year, lookup).map(async ({ name, apart }) => {
    const names = withPlaces && apart ? [name, name + "x"] : [name];
    const [values, others] = await Promise.all(names.map((file) => load(file, year.version)));
    const places = withPlaces ? (others || values.slice(6))[0] : "";
    answer.spent += [...values, ...(others || [])].reduce((sum, { length }) => sum + length, 0);
    return readTerms(year, values, places, lookup);
  }));
  lookup.found = new Map(terms.flat());
}

/** Tell of a lookup which articles have a term of it, and at which places in a field an item with it may begin. */
function holders(year, { at, found }) {
  if (found.size === 1) {
    const [posting] = found.values(), numbers = new Uint32Array(year.articles);
    posting.articles.forEach((article, number) => (numbers[article] = number + 1));
    return {
      articles: posting.articles,
      has: (article) => numbers[article] > 0,
      stands: (article, field) => posting.counts[(numbers[article] - 1) * 3 + field] > 0,
      begins: (article, field) => placesOf(posting, numbers[article] - 1, field, at),
    };
  }
  const held = new Map();
  for (const posting of found.values()) {
    posting.articles.forEach((article, number) => {
      if (!held.has(article)) held.set(article, []);
      held.get(article).push([posting, number]);
    });
  }
  return {
    articles: [...held.keys()],
    has: (article) => held.has(article),
    stands: (article, field) => held.get(article).some(([{ counts }, number]) => counts[number * 3 + field]),
    begins: (article, field) => held.get(article).flatMap(([posting, number]) => placesOf(posting, number, field, at)).sort((one, other) => one - other),
  };
}

/** What two ascending rows have in common. */
function common(row, others) {
  let at = 0;
  return row.filter((place) => {
    while (others[at] < place) at++;
    return others[at] === place;
  });
}

/** The articles of a year that hold an item: they have a term of each lookup, at places that fit. */
function articlesOf(year, item, lookups) {
  const fields = item.field ? [directory.fields.indexOf(item.field)] : [2, 0, 1];
  const [least, ...others] = lookups.map((lookup) => holders(year, lookup)).sort((one, other) => one.articles.length - other.articles.length);
  const fits = (article, field) => {
    let begins = others.length && least.stands(article, field) ? least.begins(article, field) : [];
    for (const { begins: more } of others) if (begins.length) begins = common(begins, more(article, field));
    return begins.length > 0;
  };
  const proof = others.length ? fits : least.stands;
  return least.articles.filter((article) => others.every(({ has }) => has(article)) && fields.some((field) => proof(article, field)));
}

/** Search one year; gives its hits and the postings that their scores need. Asks for few parts at a time. */
async function searchYear(year, plan, filters) {
  const answer = { year, articles: [], postings: new Map(), spent: 0 };
  await openYear(year);
  answer.spent += year.lengths.length + year.tree.length / 4;
  const allowed = await allowedIn(year, filters);
  const items = plan.items.map((item) => ({ item, lookups: lookupsOf(item) }));
  const wanted = items.filter(({ item }) => !item.not).flatMap(({ lookups }) => lookups.map((lookup) => [lookup, lookups.length > 1]));
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const batch = wanted.slice(at, at + AT_ONCE);
    await Promise.all(batch.map(([lookup, proven]) => fetchTerms(year, lookup, proven, answer)));
    batch.forEach(([lookup]) => lookup.found.forEach((posting, term) => answer.postings.set(term, posting)));
    if (batch.some(([lookup]) => !lookup.found.size)) return answer;
  }
  let hits = null;
  for (const { item, lookups } of items.filter(({ item }) => !item.not)) {
    const articles = articlesOf(year, item, lookups).filter((article) => allowed(article) && (!hits || hits.has(article)));
    if (!articles.length) return answer;
    hits = new Set(articles);
  }
  for (const { item, lookups } of items.filter(({ item }) => item.not)) {
    await Promise.all(lookups.map((lookup) => fetchTerms(year, lookup, lookups.length > 1, answer)));
    if (lookups.every((lookup) => lookup.found.size)) articlesOf(year, item, lookups).forEach((article) => hits.delete(article));
  }
  answer.articles = [...hits];
  return answer;
}

/** Whether the filters let an article of the year pass. */
async function allowedIn(year, { from, to, section, column, person }) {
  const tests = [];
  if (from || to) {
    tests.push((article) => {
      const date = dateOf({ year, article });
      return (!from || date >= from) && (!to || date.slice(0, to.length) <= to);
    });
  }
  const named = ([names, symbols], name) => {
    const rows = new Reader(symbols), articles = new Set(), number = names.indexOf(name);
    for (let article = 0; rows.more; article++) {
      for (let left = rows.next(); left; left--) if (rows.next() === number) articles.add(article);
    }
    tests.push((article) => articles.has(article));
  };
  if (section || column) {
    const values = await load(year.year + "/topics", year.version);
    if (section) named(values.slice(0, 2), section);
    if (column) named(values.slice(2), column);
  }
  if (person) named(await load(year.year + "/people", year.version), person);
  return (article) => tests.every((test) => test(article));
}

// ---- ranking: a lunr index of the query's terms ----

/** The terms of the query by which lunr weighs: in each field how often a term is asked for. */
function askedTerms(answers, plan) {
  const { fields } = directory;
  const asked = fields.map(() => new Map());
  const known = [...new Set(answers.flatMap((answer) => [...answer.postings.keys()]))].sort();
  for (const item of plan.items.filter((item) => !item.not)) {
    for (const { term, open } of lookupsOf(item)) {
      for (const own of open ? known.filter((other) => other.startsWith(term)) : [term]) {
        fields.forEach((field, number) => {
          if (!item.field || item.field === field) asked[number].set(own, (asked[number].get(own) || 0) + 1);
        });
      }
    }
  }
  return { known, asked };
}

/** Give to `use` all weights of some hits, as lunr.Builder reckons them: number of the hit, field, number of the term, weight. */
function eachWeight(answers, { known }, hits, use) {
  const { boosts } = directory;
  const total = answers.reduce((sum, { year }) => sum + year.articles, 0);
  const averages = boosts.map((_, field) => answers.reduce((sum, { year }) => sum + year.sums[field], 0) / total);
  const ranks = new Map(answers.map(({ year }) => [year, new Uint32Array(year.articles)]));
  hits.forEach(({ year, article }, number) => (ranks.get(year)[article] = number + 1));
  known.forEach((term, index) => {
    const holding = answers.reduce((sum, { postings }) => sum + (postings.get(term)?.holding || 0), 0);
    const idf = Math.log(1 + Math.abs((total - holding + 0.5) / (holding + 0.5)));
    for (const { year, postings } of answers) {
      const posting = postings.get(term), own = ranks.get(year);
      if (!posting) continue;
      posting.articles.forEach((article, number) => {
        if (!own[article]) return;
        for (let field = 0; field < 3; field++) {
          const count = posting.counts[number * 3 + field];
          if (!count) continue;
          const length = field < 2 ? posting.lengths[field].get(article) : filledLength(single(year.lengths, article));
          const weight = (idf * 2.2 * count) / (1.2 * (0.25 + 0.75 * (length / averages[field])) + count);
          use(own[article] - 1, field, index, Math.round(weight * boosts[field] * 1000) / 1000);
        }
      });
    }
  });
}

/** For each hit the sum of its weights, which orders as lunr's score does. */
function sumsOf(answers, terms, hits) {
  const norms = terms.asked.map((own) => Math.hypot(...own.values()) || 1);
  const shares = terms.asked.map((own, field) => terms.known.map((term) => (own.get(term) || 0) / norms[field]));
  const sums = new Float64Array(hits.length);
  eachWeight(answers, terms, hits, (number, field, index, weight) => (sums[number] += shares[field][index] * weight));
  return sums;
}

/** Rank hits by a lunr index that holds nothing but them and the query's terms; gives them their scores. */
function rank(answers, terms, hits, plan) {
  const { fields } = directory, { known } = terms;
  const invertedIndex = Object.create(null), fieldVectors = Object.create(null);
  known.forEach((term, _index) => {
    const entry = (invertedIndex[term] = { _index });
    fields.forEach((field) => (entry[field] = Object.create(null)));
  });
  eachWeight(answers, terms, hits, (ref, field, index, weight) => {
    invertedIndex[known[index]][fields[field]][ref] = {};
    (fieldVectors[fields[field] + "/" + ref] ||= new lunr.Vector()).insert(index, weight);
  });
  const tokens = new lunr.TokenSet.Builder();
  known.forEach((term) => tokens.insert(term));
  tokens.finish();
  const index = new lunr.Index({ invertedIndex, fieldVectors, tokenSet: tokens.root, fields, pipeline: new lunr.Pipeline() });
  const ranked = index.query((query) => {
    for (const item of plan.items.filter((item) => !item.not)) {
      for (const { term, open } of lookupsOf(item)) {
        const clause = { usePipeline: false, presence: lunr.Query.presence.REQUIRED };
        if (open) clause.wildcard = lunr.Query.wildcard.TRAILING;
        if (item.field) clause.fields = [item.field];
        query.term(term, clause);
      }
    }
  });
  return ranked.map(({ ref, score }) => ({ ...hits[ref], score }));
}

/**
 * The hits from `offset` to `end` in their order: best first, equal ones newest first; or by date alone. Only those
 * that can be among them go through lunr.
 */
function pick(answers, plan, { sort, offset, end }) {
  const terms = askedTerms(answers, plan);
  const hits = answers.flatMap(({ year, articles }) => articles.map((article) => ({ year, article })));
  const newer = (one, other) => other.year.year - one.year.year || dayOf(other) - dayOf(one) || one.article - other.article;
  if (sort === "date") return rank(answers, terms, hits.sort(newer).slice(offset, end), plan).sort(newer);
  const sums = sumsOf(answers, terms, hits);
  const least = sums.slice().sort()[Math.max(sums.length - end, 0)] - 1e-6;
  const ranked = rank(answers, terms, hits.filter((_, number) => sums[number] >= least), plan);
  return ranked.sort((one, other) => other.score - one.score || newer(one, other)).slice(offset, end);
}

/** The length that a body of this class counts as; see documents.py. */
function filledLength(kind) {
  const octave = Math.max(((kind - 1) >> 3) - 1, 0);
  return (kind - octave * 8) << octave;
}

// ---- what a hit shows ----

const NARROW = 90, WIDE = 190;

/** Fold a text and keep, for each unit of the folded one, where it comes from. */
function unitsWithin(text) {
  let folded = "", at = 0;
  const from = [];
  for (const char of text) {
    const part = foldedOf(char);
    for (let unit = 0; unit < part.length; unit++) from.push(at);
    folded += part;
    at += char.length;
  }
  from.push(at);
  return unitsOf(folded).map((unit) => ({ ...unit, start: from[unit.start], end: from[unit.end] }));
}

/** Where the items of the query stand in a text: [start, end, number of the item], in order, none in another. */
function marksIn(text, items) {
  const units = unitsWithin(text), marks = [];
  const same = (unit, own, item, last) =>
    unit && unit.kind === own.kind && (!own.kind || !own.term || unit.term === own.term || (last && item.star && unit.text.startsWith(own.text)));
  units.forEach((unit, at) => {
    items.forEach((item, number) => {
      const last = item.units.length - 1;
      if (item.units.every((own, step) => same(units[at + step], own, item, step === last))) marks.push([unit.start, units[at + last].end, number]);
    });
  });
  const merged = [];
  for (const mark of marks.sort((one, other) => one[0] - other[0] || other[1] - one[1])) {
    const before = merged.at(-1);
    if (before && mark[0] < before[1]) before[1] = Math.max(before[1], mark[1]);
    else merged.push(mark);
  }
  return merged;
}

/** What a folded text must hold for an item to stand in it: its first run of pairs, or the beginning that all forms of its first word share. */
function needleOf({ units: [first, ...others] }) {
  if (first.kind === "w") return first.term.slice(0, Math.max(first.term.length - 2, 1));
  const end = others.findIndex(({ kind }) => kind !== "h");
  return [first, ...(end < 0 ? others : others.slice(0, end))].map(({ text }) => text).join("");
}

/** Cut a snippet where most of the items stand close together; with its marks, and the marked texts of the whole. */
function snippetOf(paragraphs, items) {
  let best = { many: 0, paragraph: paragraphs[0] || "", marks: [], at: 0 };
  const forms = new Set(), met = new Set(), needles = items.map(needleOf);
  for (const paragraph of paragraphs) {
    const folded = fold(paragraph);
    if (!needles.some((needle) => folded.includes(needle))) continue;
    const marks = marksIn(paragraph, items);
    const width = /[\u2e80-\uffff]/.test(paragraph) ? NARROW : WIDE;
    marks.forEach(([start, end, item], number) => {
      forms.add(paragraph.slice(start, end));
      met.add(item);
      const near = marks.slice(number).filter((mark) => mark[1] <= start + width - 20);
      const many = new Set(near.map((mark) => mark[2])).size;
      if (many > best.many) best = { many, paragraph, marks, at: start };
    });
  }
  const { paragraph, at } = best;
  const width = /[\u2e80-\uffff]/.test(paragraph) ? NARROW : WIDE;
  const lead = paragraph.slice(0, at).search(/[^。！？；.!?;\s][^。！？；.!?;]*$/);
  let start = lead >= 0 && at - lead <= width / 3 ? lead : Math.max(at - 20, 0);
  let end = Math.min(start + width, paragraph.length);
  const inWord = (place) => /\w/.test(paragraph[place - 1] || "") && /\w/.test(paragraph[place] || "");
  const inPair = (place) => /[\udc00-\udfff]/.test(paragraph[place] || "");
  while (start > 0 && start > at - 40 && (inWord(start) || inPair(start))) start--;
  while (end < paragraph.length && end < start + width + 20 && (inWord(end) || inPair(end))) end++;
  const before = start ? "…" : "";
  const shift = before.length - start;
  return {
    text: before + paragraph.slice(start, end) + (end < paragraph.length ? "…" : ""),
    marks: best.marks.filter((mark) => mark[0] >= start && mark[1] <= end).map((mark) => [mark[0] + shift, mark[1] + shift]),
    forms,
    met,
  };
}

/** Tell which article a hit is, without loading its text: its number among the searchable ones of its issue. */
function nameOf(hit) {
  const { year, article, score } = hit, issue = issueOf(year, article), date = dateOf(hit);
  return { issue: date + (year.suffixes[issue] || ""), number: article - year.firsts[issue], date, score };
}

/** What a hit shows of its texts: snippet, places of the marks, the marked texts, and which items were met. */
function shown(facts, text, items) {
  const { text: snippet, marks, forms, met } = snippetOf(text.split("\n"), items);
  const all = { snippet: marks };
  for (const field of ["headline", "kicker", "deck"]) {
    const own = facts[field] || "";
    all[field] = marksIn(own, items).map(([start, end, number]) => {
      forms.add(own.slice(start, end));
      met.add(number);
      return [start, end];
    });
  }
  return { snippet, marks: all, forms: [...forms].slice(0, 8), met };
}

/** Load the text of a hit and tell all that a list shows of it. */
async function describe(hit, items, renewed) {
  const { issue, number, date, score } = nameOf(hit);
  const [facts, text] = await load(hit.year.year + "/" + issue + "." + number, hit.year.version);
  let { met, ...rest } = shown(facts, text, items);
  if (met.size < items.length && hasTraditional(text + facts.headline + facts.kicker + facts.deck)) {
    await load("variants");
    ({ met, ...rest } = shown(facts, text, items));
  }
  if (!met.size && !renewed) throw fault("search directory older than its texts: ", hit.year.year);
  return { kicker: "", deck: "", page: "", section: "", column: "", people: [], ...facts, ...rest,
    url: new URL("../" + facts.url, base).href, date, score };
}

// ---- the interface ----

const YEARS_AT_ONCE = 3;

/** What the last query found, by year, so that more of its hits cost nothing. */
let last = { key: "", years: new Map() };

function searchedYear(year, plan, filters, key) {
  if (last.key !== key) last = { key, years: new Map() };
  const { years } = last;
  if (!years.has(year)) {
    const found = searchYear(year, plan, filters);
    found.catch(() => years.delete(year));
    years.set(year, found);
  }
  return years.get(year);
}

async function search(query, options = {}) {
  query = String(query);
  if (hasTraditional(query)) await load("variants");
  const plan = readQuery(query);
  const { from = "", to = "", section = "", column = "", person = "" } = { ...options, ...plan.filters };
  const filters = { from, to, section, column, person };
  const key = JSON.stringify([query, filters]);
  const sought = plan.items.filter((item) => !item.not);
  const { offset = 0, limit = 10, budget = Infinity } = options;
  const scope = directory.years.filter(({ year }) => year >= from.slice(0, 4) && (!to || year <= to.slice(0, 4)));
  const done = [];
  const answerOf = async (answers, partial) => {
    answers.sort((one, other) => other.year.year - one.year.year);
    const chosen = pick(answers, plan, { sort: options.sort, offset, end: offset + limit });
    const searched = new Set(answers.map(({ year }) => year));
    return {
      query,
      total: answers.reduce((sum, { articles }) => sum + articles.length, 0),
      hits: options.bare ? chosen.map(nameOf) : await Promise.all(chosen.map((hit) => describe(hit, sought, options.renewed))),
      years: Object.fromEntries(answers.map(({ year, articles }) => [year.year, articles.length])),
      rest: scope.filter((year) => !searched.has(year)).map(({ year }) => year),
      partial,
      cut: plan.cut,
      empty: !sought.length,
    };
  };
  if (!sought.length) return { ...(await answerOf([], false)), rest: [] };
  const waiting = [...scope];
  let spent = 0, early = false;
  const work = async () => {
    while (waiting.length && spent < budget) {
      const found = await searchedYear(waiting.shift(), plan, filters, key);
      done.push(found);
      spent += found.spent;
      if (options.progress && !early && scope.length > YEARS_AT_ONCE && found.articles.length) {
        early = true;
        answerOf([...done], true).then((answer) => done.length < scope.length && options.progress(answer), () => {});
      }
    }
  };
  await Promise.all(Array.from({ length: YEARS_AT_ONCE }, work));
  return answerOf(done, false);
}

/**
 * Search, and where a part does not fit the directory, once more with the newest one: a page may stand open, or a cache
 * keep its scripts, while the paper is published anew.
 */
async function searchNewest(query, options) {
  try {
    return await search(query, options);
  } catch (error) {
    if (!error.part || options?.renewed) throw error;
    if (!(await run("index", String(Date.now())))) throw error;
    return window.sitegenSearch(query, { ...options, renewed: true });
  }
}

/** The terms of a text with their places, as the build makes them. */
searchNewest.split = (text) => {
  const terms = [], units = unitsOf(fold(text.normalize("NFKC")));
  units.forEach((unit, place) => {
    const next = unit.kind === "h" && units[place + 1]?.kind === "h" ? units[place + 1].text : "";
    if (unit.kind && unit.term) terms.push([unit.term + next, place]);
  });
  return terms;
};

window.sitegenSearch = searchNewest;
})();
