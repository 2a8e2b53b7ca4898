// Shows kept issues where there is no network. While there is one, every page comes from it, never from here.
"use strict";
const OWN = `sitegen:${new URL(self.registration.scope).pathname}:`;
const SHELL = `${OWN}shell@VERSION`;
const FILES = [];
const DOOR = new URL("kept.html", self.registration.scope).href;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const shell = await caches.open(SHELL);
  await shell.addAll(FILES.map((url) => new Request(new URL(url, self.registration.scope), { cache: "no-cache" })));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(`${OWN}shell@`) && name !== SHELL) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(self.registration.scope)) event.respondWith(answer(event.request));
});

async function answer(request) {
  const page = request.mode === "navigate";
  try {
    // a page is asked for anew, whatever the browser itself remembers of it
    return await (page ? fetch(request.url, { cache: "no-cache", credentials: "same-origin", redirect: "manual" }) : fetch(request));
  } catch (error) {
    const kept = await find(request.url);
    if (kept) return kept;
    if (page && request.url.split(/[?#]/)[0] !== DOOR) return Response.redirect(DOOR);
    throw error;
  }
}

async function find(address) {
  const url = new URL(address);
  url.search = url.hash = "";
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  for (const name of (await caches.keys()).reverse()) {
    if (!name.startsWith(OWN)) continue;
    const found = await (await caches.open(name)).match(url.href);
    if (found) return found;
  }
  return undefined;
}
