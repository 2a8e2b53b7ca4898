// The bar and the list of problems, in a tree of their own so that no style of the page reaches them.
(function () {
  "use strict";
  var live = window.sitegenServe;
  var closed = "sitegen-live closed";

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
  live.host = host;
  live.draw = draw;

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
    if (document.querySelector(".plate")) {
      bar.append(anchor(told.texts.zones, "/.serve/zones.html?page=" + encodeURIComponent(location.pathname)));
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
})();
