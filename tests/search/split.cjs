// node split.cjs SITE < texts.json > terms.json
// Splits texts as the engine does, simplified forms loaded.
const { search, load } = require("./site.cjs");

load("variants.js");
process.stdout.write(JSON.stringify(JSON.parse(require("fs").readFileSync(0, "utf8")).map(search.split)));
