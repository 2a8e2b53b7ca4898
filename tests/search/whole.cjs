// node whole.cjs < {index: FILE, lunr: FILE, queries: [[[term, open], ...], ...]} > [[[ref, score], ...], ...]
// Asks one whole lunr index: all terms of a query are required, an open one is a beginning.
const fs = require("fs");
const { index: file, lunr: library, queries } = JSON.parse(fs.readFileSync(0, "utf8"));
const lunr = require(library);
const index = lunr.Index.load(JSON.parse(fs.readFileSync(file, "utf8")));
const { REQUIRED } = lunr.Query.presence, { NONE, TRAILING } = lunr.Query.wildcard;

const answers = queries.map((terms) =>
  index
    .query((query) => {
      for (const [term, open] of terms) query.term(term, { presence: REQUIRED, usePipeline: false, wildcard: open ? TRAILING : NONE });
    })
    .map(({ ref, score }) => [ref, score]),
);
process.stdout.write(JSON.stringify(answers));
