// node early.cjs SITE < query.json > answer.json
// Gives the first early answer to a query, and whether the whole one was still to come when it was shown.
const { search } = require("./site.cjs");

let whole = false;
let early = null;
const progress = (answer) => {
  early = early || { ...answer, waiting: !whole };
};
search(JSON.parse(require("fs").readFileSync(0, "utf8")), { progress }).then(() => {
  whole = true;
  process.stdout.write(JSON.stringify(early));
});
