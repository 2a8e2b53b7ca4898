// A page hears here that it changed, and shows what the server knows of it. Served by `serve` only, never built.
(function () {
  "use strict";
  var script = document.currentScript;
  var page = decodeURIComponent(script.dataset.page);
  var mark = script.dataset.mark;
  var memory = "sitegen-live " + location.pathname;
  var closed = "sitegen-live closed";
  var source = null;
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

  // The bar and the list of problems, in a tree of their own so that no style of the page reaches them.

  var host = document.createElement("div");
  host.className = "sitegen-live";
  var root = host.attachShadow({ mode: "open" });
  var style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/.serve/live.css";
  var bar = make("nav", "bar");
  var list = make("section", "list");
  list.hidden = true;
  root.append(style, list, bar);

  function make(name, kind, text) {
    var element = document.createElement(name);
    if (kind) element.className = kind;
    if (text) element.textContent = text;
    return element;
  }
  function anchor(text, address) {
    var link = make("a", "", text);
    link.href = address;
    return link;
  }
  function draw(told) {
    var errors = told.problems.filter(function (fault) { return fault.level === "error"; });
    bar.replaceChildren();
    told.marks.forEach(function (text) { bar.append(make("span", "mark", text)); });
    if (told.source.path) {
      var way = told.source.link ? anchor(told.texts.source, told.source.link) : make("span", "", told.source.path);
      way.title = told.source.path;
      bar.append(way);
    }
    if (told.page) bar.append(anchor(told.texts.page, "/" + told.page));
    if (told.problems.length) {
      var button = make("button", errors.length ? "bad" : "", told.texts.problems + " " + told.problems.length);
      button.onclick = function () { show(list.hidden, told); };
      bar.append(button);
    }
    fill(told);
    var known = names(errors);
    if (!told.problems.length) show(false, told);
    else if (!errors.length) show(!list.hidden && Boolean(list.dataset.asked), told);
    else show(recallClosed() !== known, told);
  }
  function fill(told) {
    list.replaceChildren();
    list.setAttribute("role", "alert");
    list.setAttribute("aria-label", told.texts.problems);
    var close = make("button", "close", told.texts.close);
    close.onclick = function () { show(false, told, true); };
    list.append(close);
    told.problems.forEach(function (fault) { list.append(problem(fault, told.texts)); });
    if (told.more) list.append(make("p", "", told.more));
  }
  function problem(fault, texts) {
    var box = make("article", fault.level);
    var place = make("p", "place");
    place.append(fault.link ? anchor(fault.place, fault.link) : fault.place);
    place.append(make("code", "", "[" + fault.code + "]"));
    box.append(place, make("p", "message", fault.message));
    if (fault.excerpt) {
      // columns count characters, not the halves that a script sees of some of them
      var chars = Array.from(fault.excerpt);
      var line = make("pre");
      var at = make("span", "at", chars[fault.column - 1] || " ");
      line.append(make("span", "number", fault.line + " "), chars.slice(0, fault.column - 1).join(""), at);
      line.append(chars.slice(fault.column).join(""));
      box.append(line);
    }
    box.append(make("p", "hint", texts.hint.replace("{hint}", () => fault.hint)));
    return box;
  }
  function names(errors) {
    return JSON.stringify(errors.map(function (fault) { return fault.place + fault.code; }));
  }
  function recallClosed() {
    try { return sessionStorage.getItem(closed); } catch (error) { return null; }
  }
  function show(open, told, byHand) {
    list.hidden = !open;
    if (open) list.dataset.asked = "yes"; else delete list.dataset.asked;
    var errors = told.problems.filter(function (fault) { return fault.level === "error"; });
    try {
      if (byHand) sessionStorage.setItem(closed, names(errors));
      else if (open || !errors.length) sessionStorage.removeItem(closed);
    } catch (error) { /* it opens again with the next page */ }
  }
  addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !list.hidden) list.querySelector(".close").click();
  });

  // The stream. A browser opens six connections to one host at most, so a page that nobody sees holds none.

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource("/.serve/events?page=" + encodeURIComponent(page));
    source.onmessage = function (event) {
      var told = JSON.parse(event.data);
      if (leaving) return;
      if (told.mark !== mark) {
        leaving = true;
        keep();
        location.reload();
        return;
      }
      dress(told.styles);
      draw(told);
      host.dataset.state = "listening";
    };
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

  document.body.append(host);
  recall();
  listen();
})();
