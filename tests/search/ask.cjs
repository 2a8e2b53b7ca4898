// node ask.cjs SITE < queries.json > answers.json
// A query is [text, options]; an answer is what sitegenSearch gives, with the files it loaded.
const { search, files } = require("./site.cjs");

(async () => {
  const answers = [];
  for (const [text, options] of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
    const before = files.length;
    try {
      const answer = await search(text, options);
      answers.push({ ...answer, files: files.slice(before) });
    } catch (error) {
      answers.push({ error: String(error.stack), files: files.slice(before) });
    }
  }
  process.stdout.write(JSON.stringify({ code: files[0], answers }));
})();
