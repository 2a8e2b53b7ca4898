// node renewed.cjs FORMER NEW < queries.json > answers.json
// Loads the search of FORMER and asks it when NEW has been published in its place; each answer of the first page.
const { search, moveTo } = require("./site.cjs");

(async () => {
  moveTo(process.argv[3]);
  const answers = [];
  for (const query of JSON.parse(require("fs").readFileSync(0, "utf8"))) answers.push(await search(query));
  process.stdout.write(JSON.stringify(answers));
})();
