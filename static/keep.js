// Keeps issues for reading without a network, where the reader asks for it. Nothing is stored before that.
(function () {
"use strict";

const secure = window.isSecureContext && location.protocol.startsWith("http");
if (!secure || !("serviceWorker" in navigator) || !("caches" in window)) return;
const root = new URL(document.currentScript.dataset.root || "./", location.href);
const own = `sitegen:${root.pathname}:`;
const LIST = "kept.json";

function nameOf(cache) {
  return cache.startsWith(`${own}issue:`) && !cache.endsWith("~") ? cache.slice(`${own}issue:`.length).split("@")[0] : "";
}
async function kept() {
  const found = [];
  for (const cache of await caches.keys()) {
    const name = nameOf(cache);
    const stored = name && await (await caches.open(cache)).match(new URL(`${name}/${LIST}`, root).href);
    if (stored) found.push({ cache, ...(await stored.json()) });
  }
  return found.sort((one, other) => (one.name < other.name ? 1 : -1));
}
async function ask(url) {
  const response = await fetch(new URL(url, root), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}
async function forget(name, but) {
  for (const cache of await caches.keys()) {
    if (cache.startsWith(`${own}issue:${name}@`) && cache !== but) await caches.delete(cache);
  }
}

/** Keep an issue whole: until all is there, what was kept of it before stays. */
async function keep(name) {
  const listed = await ask(`${name}/${LIST}`);
  const list = await listed.clone().json();
  const cache = `${own}issue:${name}@${list.version}`;
  const store = await caches.open(cache);
  const wanted = [...list.files];
  const take = async () => {
    for (let url = wanted.shift(); url; url = wanted.shift()) await store.put(new URL(url, root).href, await ask(url));
  };
  try {
    await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname });
    await Promise.all([take(), take(), take(), take()]);
    await store.put(new URL(`${name}/${LIST}`, root).href, listed);
  } catch (error) {
    await caches.delete(cache);
    throw error;
  }
  await forget(name, cache);
}

/** Bring what is kept up to date; an issue that is no longer published is no longer kept. */
async function refresh() {
  for (const issue of await kept()) {
    const response = await fetch(new URL(`${issue.name}/${LIST}`, root), { cache: "no-cache" });
    if (response.status === 404 || response.status === 410) await forget(issue.name);
    else if (response.ok && (await response.json()).version !== issue.version) await keep(issue.name);
  }
}
async function remove(name) {
  await forget(name);
  if ((await kept()).length) return;
  const worker = await navigator.serviceWorker.getRegistration(root);
  if (worker) await worker.unregister();
  for (const cache of await caches.keys()) if (cache.startsWith(own)) await caches.delete(cache);
}

document.querySelectorAll("a[data-kept]").forEach((link) => { link.hidden = false; });

const place = document.querySelector(".keeping[data-issue]");
if (place) {
  const { issue, keep: ask, kept: done, busy, failed } = place.dataset;
  const button = place.querySelector("button");
  const say = (state, text) => { place.dataset.state = state; button.textContent = text; button.disabled = state === "busy"; };
  const show = async () => ((await kept()).some((one) => one.name === issue) ? say("kept", done) : say("", ask));
  button.addEventListener("click", async () => {
    const there = place.dataset.state === "kept";
    say("busy", busy);
    try {
      await (there ? remove(issue) : keep(issue));
      await show();
    } catch {
      say("failed", failed);
    }
  });
  show().then(() => { place.hidden = false; });
}

const shelf = document.getElementById("kept");
async function fill() {
  const issues = await kept();
  const size = (bytes) => `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`;
  shelf.replaceChildren(...issues.map((issue) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(`${issue.name}/index.html`, root);
    link.className = "what";
    link.textContent = issue.title;
    const told = document.createElement("span");
    told.className = "count";
    told.textContent = size(issue.size);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = shelf.dataset.remove;
    button.addEventListener("click", () => remove(issue.name).then(fill));
    item.append(link, " ", told, " ", button);
    return item;
  }));
  document.getElementById("none").hidden = issues.length > 0;
  document.getElementById("sum").textContent = issues.length ? size(issues.reduce((sum, issue) => sum + issue.size, 0)) : "";
}

const current = navigator.serviceWorker.getRegistration(root).then((worker) => worker && worker.update());
current.then(refresh).catch(() => { /* no network now: what is kept stays as it is */ }).then(() => shelf && fill());
if (shelf) fill();
})();
