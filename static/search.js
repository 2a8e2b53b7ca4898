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
};

/** Load a script of search/ once and give what it handed over; a failed one is asked for again the next time. */
function load(name, version = "") {
  if (!asked.has(name)) {
    asked.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const done = () => {
        script.remove();
        if (arrived.has(name)) return resolve(arrived.get(name));
        asked.delete(name);
        reject(Object.assign(new Error("search part missing: " + name), { part: name }));
      };
      script.onload = script.onerror = done;
      script.src = base + name + ".js" + (version && "?" + version);
      document.head.append(script);
    }));
  }
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
  const traditional = new Map();
  for (let number = 0, code = 0; number < told.variants; number++) traditional.set(code += gaps.next(), number);
  told.traditional = traditional;
  told.stops = new Set(told.stops ? told.stops.split(" ") : []);
  told.english = /^(en|zh)(-|$)/.test(told.language);
  return told;
}

/** Make a year ready to be searched: its issues, its tree of parts, the lengths of its bodies. */
async function openYear(year) {
  if (year.tree) return;
  const [lengths, shape, told, suffixes] = year.head || (await load(year.year + "/head", year.version));
  const steps = new Reader(told);
  const day = new Date(Date.UTC(+year.year, 0, 1));
  let article = 0;
  year.issues = [];
  for (let number = 0; steps.more; number++) {
    day.setUTCDate(day.getUTCDate() + steps.next());
    const date = day.toISOString().slice(0, 10);
    year.issues.push({ name: date + (suffixes[number] || ""), date, first: article });
    article += steps.next();
  }
  year.lengths = lengths;
  year.parts = {};
  year.tree = readTree(shape);
}

function readTree(shape) {
  let at = 0, held = [];
  const node = () => {
    if (!held.length) {
      const four = single(shape, at++);
      held = [27, 9, 3, 1].map((power) => Math.floor(four / power) % 3);
    }
    const kind = held.shift();
    return kind === 2 ? [node(), node()] : kind;
  };
  return node();
}

function issueOf(year, article) {
  let low = 0, high = year.issues.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (year.issues[middle].first <= article) low = middle;
    else high = middle;
  }
  return year.issues[low];
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

/** Fold a text that is already in form NFKC. */
function fold(text) {
  let folded = "";
  for (const char of text) {
    for (const lower of char.toLowerCase()) {
      const number = directory.traditional.get(lower.codePointAt(0));
      const simple = lower === "’" ? "'" : number === undefined || !arrived.has("variants") ? lower : variant(number);
      const code = simple.codePointAt(0);
      folded += code < 0xd800 || (code > 0xdfff && code < 0x10000) || (code >= 0x20000 && code < 0x40000) ? simple : " ";
    }
  }
  return folded;
}

function hasTraditional(text) {
  return [...text.normalize("NFKC")].some((char) => directory.traditional.has(char.codePointAt(0)));
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
const ITEM = /(-?)((?:\p{L}+:)?)(?:["“”「」]([^"“”「」]*)["“”「」]?|([^\s"“”「」]+))/gu;

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

/** The names of the parts of a year that may hold what a lookup asks for. */
function partsOf(year, lookup) {
  const route = routeOf(lookup);
  let node = year.tree, depth = 0;
  while (Array.isArray(node) && depth < route.length) node = node[route[depth++]];
  const names = [];
  const walk = (below, bits) => {
    if (Array.isArray(below)) below.forEach((half, bit) => walk(half, bits + bit));
    else if (below) names.push(year.year + "/" + partName(bits));
  };
  walk(node, route.slice(0, depth));
  return names;
}

/** Read a part: its terms with their postings. */
function readPart(year, [table, words, wordCounts, issues, articles, counts, places]) {
  const size = table.length + words.length + issues.length + articles.length + counts.length + places.length;
  const part = { terms: new Map(), places, numbers: null, size };
  const rows = { issues: new Reader(issues), articles: new Reader(articles), counts: new Reader(counts), places: 0 };
  const pairs = new Reader(table);
  for (let first = 0, second = 0, begun = false; pairs.more; begun = true) {
    const step = pairs.next(), follow = pairs.next();
    second = step || !begun ? follow : second + follow + 1;
    first += step;
    const term = String.fromCharCode(first) + (second ? String.fromCharCode(second) : "");
    part.terms.set(term, readPosting(part, year, pairs.next() + 1, rows));
  }
  const many = new Reader(wordCounts);
  for (const word of words ? words.split(" ") : []) part.terms.set(word, readPosting(part, year, many.next() + 1, rows));
  return part;
}

/** Read a term's articles, ascending, with how often it stands in each field and where its places begin. */
function readPosting(part, year, entries, rows) {
  const posting = { part, articles: [], counts: [[], [], []], lengths: [new Map(), new Map()], places: [], holding: 0 };
  const { articles, counts: [inHeadline, inDeck, inBody], lengths, places } = posting;
  for (let entry = 0, issue = 0; entry < entries; entry++) {
    issue = entry ? issue + rows.issues.next() + 1 : rows.issues.next();
    for (let article = year.issues[issue].first - 1, more = 1; more;) {
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
      inHeadline.push(headline);
      inDeck.push(deck);
      inBody.push(body);
      places.push(rows.places);
      rows.places += headline + deck + body;
      posting.holding += (headline > 0) + (deck > 0) + (body > 0);
    }
  }
  return posting;
}

/** The places of a term in one field of the posting's article with this number. */
function placesOf({ part, counts, places }, number, field) {
  const many = counts[field][number], found = [];
  if (!many) return found;
  if (!part.numbers) {
    part.numbers = [];
    for (const reader = new Reader(part.places); reader.more;) part.numbers.push(reader.next());
  }
  let at = places[number];
  for (let before = 0; before < field; before++) at += counts[before][number];
  for (let count = 0, place = -1; count < many; count++) {
    place = count ? place + part.numbers[at + count] + 1 : part.numbers[at];
    found.push(place);
  }
  return found;
}

// ---- hits of one year ----

const AT_ONCE = 8;

/** Load what a lookup asks for and keep in it the terms that it found, with their postings. */
async function fetchTerms(year, lookup, withPlaces, answer) {
  const terms = await Promise.all(partsOf(year, lookup).map(async (name) => {
    const values = await load(name, year.version);
    const part = (year.parts[name] ||= readPart(year, values));
    const own = lookup.open ? [...part.terms].filter(([term]) => term.startsWith(lookup.term)) : [[lookup.term, part.terms.get(lookup.term)]];
    if (withPlaces && own[0]?.[1] && !part.places) [part.places] = await load(name + "x", year.version);
    answer.spent += part.size + (values[6] ? 0 : part.places.length);
    return own.filter(([, posting]) => posting);
  }));
  lookup.found = new Map(terms.flat());
}

/** The articles that have a term of the lookup; for each, the postings and the number in them. */
function holders({ at, found }) {
  const articles = new Map();
  const single = found.size === 1;
  for (const posting of found.values()) {
    posting.articles.forEach((article, number) => {
      const held = single ? undefined : articles.get(article);
      if (held) held.push(posting, number);
      else articles.set(article, single ? number : [posting, number]);
    });
  }
  const [only] = found.values();
  const each = (article, use) => {
    const held = articles.get(article), all = [];
    if (single) return use(only, held);
    for (let pair = 0; pair < held.length; pair += 2) all.push(...use(held[pair], held[pair + 1]));
    return all;
  };
  return { articles, at, each };
}

/** The articles of a year that hold an item: they have a term of each lookup, at places that fit. */
function articlesOf(item, lookups) {
  const fields = item.field ? [directory.fields.indexOf(item.field)] : [2, 0, 1];
  const held = lookups.map(holders).sort((one, other) => one.articles.size - other.articles.size);
  const fits = (article, field) => {
    let begins = null;
    for (const { at, each } of held) {
      const here = each(article, (posting, number) => placesOf(posting, number, field)).map((place) => place - at);
      begins = begins ? begins.filter((place) => here.includes(place)) : here;
      if (!begins.length) return false;
    }
    return true;
  };
  const stands = (article, field) => held[0].each(article, ({ counts }, number) => (counts[field][number] ? [1] : [])).length > 0;
  const proof = held.length > 1 ? fits : stands;
  return [...held[0].articles.keys()].filter(
    (article) => held.every(({ articles }) => articles.has(article)) && fields.some((field) => proof(article, field)),
  );
}

/** Search one year; gives its hits and the postings that their scores need. Asks for few parts at a time. */
async function searchYear(year, plan, filters) {
  const answer = { year, articles: [], postings: new Map(), spent: 0 };
  await openYear(year);
  answer.spent += year.lengths.length;
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
    const articles = articlesOf(item, lookups).filter((article) => allowed(article) && (!hits || hits.has(article)));
    if (!articles.length) return answer;
    hits = new Set(articles);
  }
  for (const { item, lookups } of items.filter(({ item }) => item.not)) {
    await Promise.all(lookups.map((lookup) => fetchTerms(year, lookup, lookups.length > 1, answer)));
    if (lookups.every((lookup) => lookup.found.size)) articlesOf(item, lookups).forEach((article) => hits.delete(article));
  }
  answer.articles = [...hits];
  return answer;
}

/** Whether the filters let an article of the year pass. */
async function allowedIn(year, { from, to, section, column, person }) {
  const tests = [];
  if (from || to) {
    tests.push((article) => {
      const { date } = issueOf(year, article);
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

/** Give each hit of some years its weights, as lunr.Builder does, and their sum, which orders as lunr's score does. */
function weigh(answers, { known, asked }) {
  const { boosts } = directory;
  const total = answers.reduce((sum, { year }) => sum + year.articles, 0);
  const averages = boosts.map((_, field) => answers.reduce((sum, { year }) => sum + year.sums[field], 0) / total);
  const norms = asked.map((terms) => Math.hypot(...terms.values()) || 1);
  const hits = [];
  for (const { year, articles, postings } of answers) {
    const own = new Map(articles.map((article) => [article, { year, article, sum: 0, weights: [] }]));
    known.forEach((term, index) => {
      const posting = postings.get(term);
      if (!posting) return;
      const holding = answers.reduce((sum, answer) => sum + (answer.postings.get(term)?.holding || 0), 0);
      const idf = Math.log(1 + Math.abs((total - holding + 0.5) / (holding + 0.5)));
      posting.articles.forEach((article, number) => {
        const hit = own.get(article);
        if (!hit) return;
        for (let field = 0; field < 3; field++) {
          const count = posting.counts[field][number];
          if (!count) continue;
          const length = field < 2 ? posting.lengths[field].get(article) : filledLength(single(year.lengths, article));
          const weight = (idf * 2.2 * count) / (1.2 * (0.25 + 0.75 * (length / averages[field])) + count);
          const rounded = Math.round(weight * boosts[field] * 1000) / 1000;
          hit.weights.push([field, index, rounded]);
          hit.sum += ((asked[field].get(term) || 0) * rounded) / norms[field];
        }
      });
    });
    for (const hit of own.values()) hits.push(hit);
  }
  return hits;
}

/** Rank hits by a lunr index that holds nothing but them and the query's terms; gives them their scores. */
function rank(hits, { known }, plan) {
  const { fields } = directory;
  const invertedIndex = Object.create(null), fieldVectors = Object.create(null);
  known.forEach((term, _index) => {
    const entry = (invertedIndex[term] = { _index });
    fields.forEach((field) => (entry[field] = Object.create(null)));
  });
  hits.forEach((hit, ref) => {
    for (const [field, index, weight] of hit.weights) {
      invertedIndex[known[index]][fields[field]][ref] = {};
      (fieldVectors[fields[field] + "/" + ref] ||= new lunr.Vector()).insert(index, weight);
    }
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
  const hits = weigh(answers, terms);
  const newer = (one, other) => other.year.year - one.year.year || dateOf(other).localeCompare(dateOf(one)) || one.article - other.article;
  if (sort === "date") {
    const chosen = hits.sort(newer).slice(offset, end);
    return rank(chosen, terms, plan).sort(newer);
  }
  const sums = hits.map((hit) => hit.sum).sort((one, other) => other - one);
  const least = sums[Math.min(end, sums.length) - 1] - 1e-6;
  const ranked = rank(hits.filter((hit) => hit.sum >= least), terms, plan);
  return ranked.sort((one, other) => other.score - one.score || newer(one, other)).slice(offset, end);
}

function dateOf({ year, article }) {
  return issueOf(year, article).date;
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
    const part = fold(char.normalize("NFKC"));
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

/** Cut a snippet where most of the items stand close together; with its marks, and the marked texts of the whole. */
function snippetOf(paragraphs, items) {
  let best = { many: 0, paragraph: paragraphs[0] || "", marks: [], at: 0 };
  const forms = new Set(), met = new Set();
  for (const paragraph of paragraphs) {
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
function nameOf({ year, article, score }) {
  const issue = issueOf(year, article);
  return { issue: issue.name, number: article - issue.first, date: issue.date, score };
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
async function describe({ year, article, score }, items) {
  const issue = issueOf(year, article);
  const [facts, text] = await load(year.year + "/" + issue.name + "." + (article - issue.first), year.version);
  let { met, ...rest } = shown(facts, text, items);
  if (met.size < items.length && hasTraditional(text + facts.headline + facts.kicker + facts.deck)) {
    await load("variants");
    ({ met, ...rest } = shown(facts, text, items));
  }
  return { kicker: "", deck: "", page: "", section: "", column: "", people: [], ...facts, ...rest,
    url: new URL("../" + facts.url, base).href, date: issue.date, score };
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
      hits: options.bare ? chosen.map(nameOf) : await Promise.all(chosen.map((hit) => describe(hit, sought))),
      years: Object.fromEntries(answers.map(({ year, articles }) => [year.year, articles.length])),
      rest: scope.filter((year) => !searched.has(year)).map(({ year }) => year),
      partial,
      cut: plan.cut,
      empty: !sought.length,
    };
  };
  if (!sought.length) return { ...(await answerOf([], false)), rest: [] };
  const waiting = [...scope];
  let spent = 0;
  const work = async () => {
    while (waiting.length && spent < budget) {
      const found = await searchedYear(waiting.shift(), plan, filters, key);
      done.push(found);
      spent += found.spent;
      if (options.progress && done.length === 1 && scope.length > YEARS_AT_ONCE && found.articles.length) {
        answerOf([found], true).then((early) => done.length < scope.length && options.progress(early), () => {});
      }
    }
  };
  await Promise.all(Array.from({ length: YEARS_AT_ONCE }, work));
  return answerOf(done, false);
}

/** The terms of a text with their places, as the build makes them. */
search.split = (text) => {
  const terms = [], units = unitsOf(fold(text.normalize("NFKC")));
  units.forEach((unit, place) => {
    const next = unit.kind === "h" && units[place + 1]?.kind === "h" ? units[place + 1].text : "";
    if (unit.kind && unit.term) terms.push([unit.term + next, place]);
  });
  return terms;
};

window.sitegenSearch = search;
})();
