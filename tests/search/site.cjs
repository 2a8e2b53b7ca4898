// Runs the built search of the folder in argv[2] without a browser: script elements are files that are read and run.
// Exports sitegenSearch, the list of the files that were loaded, with their sizes in gzip, and how to publish another folder.
const fs = require("fs"), path = require("path"), vm = require("vm"), zlib = require("zlib");

let root;
const moveTo = (folder) => (root = path.join(path.resolve(folder), "search"));
moveTo(process.argv[2]);
const files = [];

function run(name) {
  const file = path.join(root, name.split("?")[0]);
  if (!fs.existsSync(file)) return false;
  const code = fs.readFileSync(file);
  files.push([name.split("?")[0], Math.min(code.length, zlib.gzipSync(code, { level: 6 }).length)]);
  vm.runInContext(code.toString("utf8"), context, { filename: file });
  return true;
}

const document = {
  currentScript: { src: "https://site.test/search/index.js" },
  createElement: () => ({ remove() {} }),
  head: {
    append(script) {
      const found = run(script.src.replace(/^.*\/search\//, ""));
      queueMicrotask(found ? script.onload : script.onerror);
    },
  },
};
const context = vm.createContext({ document, URL, console });
context.window = context.self = context;
run("index.js");

module.exports = { search: context.sitegenSearch, load: run, files, moveTo };
