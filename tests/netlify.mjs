// Print how Netlify's own parser reads the netlify.toml of a folder, with the `_headers` of what it publishes.
import { resolveConfig } from "@netlify/config";

const [folder, context] = process.argv.slice(2);
const read = await resolveConfig({
  config: `${folder}/netlify.toml`,
  repositoryRoot: folder,
  cwd: folder,
  context,
  offline: true,
  mode: "buildbot",
  branch: "main",
  buffer: true,
});
console.log(JSON.stringify(read.config));
