// A page hears here that it changed, and shows what the server knows of it. Served by `serve` only, never built.
(function () {
  "use strict";
  var live = window.sitegenServe;
  var script = document.currentScript;
  var page = decodeURIComponent(script.dataset.page);
  var mark = script.dataset.mark;
  var memory = "sitegen-live " + location.pathname;
  var source = null;
  var latest = null;
  var changing = false;
  var leaving = false;

  // What a reader did on the page, kept over a reload: place, fields, what is open, where the cursor is.

  function fields() {
    return Array.from(document.querySelectorAll("input, textarea, select"));
  }
  function keep() {
    var all = fields();
    var active = document.activeElement;
    var at = all.indexOf(active);
    var state = {
      x: scrollX,
      y: scrollY,
      fields: all.map(function (field) {
        if (/^(file|password)$/.test(field.type)) return null;
        return { name: field.name, id: field.id, value: field.value, checked: field.checked };
      }),
      open: Array.from(document.querySelectorAll("details")).map(function (box) { return box.open; }),
      focus: at,
      link: at < 0 && active && active.href ? active.href : "",
      from: at < 0 ? null : selectionOf(active, "selectionStart"),
      to: at < 0 ? null : selectionOf(active, "selectionEnd")
    };
    try { sessionStorage.setItem(memory, JSON.stringify(state)); } catch (error) { /* then the place is lost */ }
  }
  function selectionOf(field, end) {
    try { return field[end]; } catch (error) { return null; }
  }
  function recall() {
    var state = null;
    try {
      state = JSON.parse(sessionStorage.getItem(memory));
      sessionStorage.removeItem(memory);
    } catch (error) { /* nothing was kept */ }
    if (!state) return;
    var all = fields();
    state.fields.forEach(function (was, i) {
      var field = all[i];
      if (!was || !field || field.name !== was.name || field.id !== was.id) return;
      if (field.value === was.value && field.checked === was.checked) return;
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = was.checked; else field.value = was.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    document.querySelectorAll("details").forEach(function (box, i) {
      if (i in state.open) box.open = state.open[i];
    });
    focusAgain(all[state.focus], state);
    scrollTo(state.x, state.y);
    addEventListener("load", function () { scrollTo(state.x, state.y); });
  }
  function focusAgain(field, state) {
    var link = state.link && Array.from(document.links).find(function (other) { return other.href === state.link; });
    if (link) link.focus({ preventScroll: true });
    if (!field) return;
    field.focus({ preventScroll: true });
    try { field.setSelectionRange(state.from, state.to); } catch (error) { /* a field without a cursor */ }
  }

  // Style sheets have a digest in their names; a new one takes the place of the old when it has been loaded.

  function dress(styles) {
    Object.keys(styles).forEach(function (name) {
      var stem = name.replace(/\.css$/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      var pattern = new RegExp("(^|/)assets/" + stem + "\\.[0-9a-f]+\\.css$");
      document.querySelectorAll("link[rel=stylesheet]:not([data-old])").forEach(function (link) {
        var address = link.getAttribute("href");
        if (!pattern.test(address) || address.endsWith(styles[name])) return;
        var next = link.cloneNode();
        next.href = "/" + styles[name];
        next.onload = next.onerror = function () { link.remove(); };
        link.dataset.old = "";
        link.after(next);
      });
    });
  }

  // The stream. A browser opens six connections to one host at most, so a page that nobody sees holds none.

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource("/.serve/events?page=" + encodeURIComponent(page));
    source.onmessage = function (event) {
      hear(JSON.parse(event.data));
    };
  }
  function hear(told) {
    latest = told;
    if (leaving || changing) return;
    if (told.mark !== mark) { change(told); return; }
    dress(told.styles);
    live.draw(told);
    live.host.dataset.state = "listening";
  }

  // A page that became another one is brought up to date in place where only its text changed, and else loaded again.

  function change(told) {
    // what stands behind the dash tells of pictures and other files
    if (told.mark.split("-")[1] !== mark.split("-")[1]) { reload(); return; }
    changing = true;
    fetch(location.pathname + location.search, { headers: { Accept: "text/html" } })
      .then(function (answer) { return answer.text(); })
      // a server that is gone is waited for: once it is back, the stream says what is there now
      .then(function (text) { take(text, told); }, function () { changing = false; });
  }
  function take(text, told) {
    var fresh = new DOMParser().parseFromString(text, "text/html");
    var said = fresh.querySelector("script[data-mark]");
    if (!said || said.dataset.mark.split("-")[1] !== mark.split("-")[1] || !live.swap(fresh)) { reload(); return; }
    mark = said.dataset.mark;
    changing = false;
    // where the page that came is newer than what was told, the stream has yet to say so
    if (latest !== told || told.mark === mark) hear(latest);
  }
  function reload() {
    leaving = true;
    keep();
    location.reload();
  }
  function rest() {
    if (source) source.close();
    source = null;
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) rest(); else listen();
  });
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);

  script.remove();
  document.body.append(live.host);
  // when the page's own scripts have set it up
  document.addEventListener("DOMContentLoaded", function () {
    recall();
    listen();
  });
})();
