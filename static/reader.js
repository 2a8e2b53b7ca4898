// Theme, text size and keys. Nothing here is needed to read; storage may be forbidden when opened from a disk.
(function () {
  "use strict";
  var root = document.documentElement;
  var tools = document.getElementById("tools");
  var themes = ["", "light", "paper", "dark"];

  function recall(name) {
    try { return localStorage.getItem("sitegen-" + name) || ""; } catch (error) { return ""; }
  }
  function keep(name, value) {
    try { localStorage.setItem("sitegen-" + name, value); } catch (error) { /* the choice lasts for this page */ }
  }
  function apply(name, value) {
    if (value) root.dataset[name] = value; else delete root.dataset[name];
    var field = tools.elements[name];
    if (name === "keys") field.checked = value === "off"; else field.value = value;
  }
  function choose(name, value) {
    apply(name, value);
    keep(name, value);
  }

  ["size", "theme", "keys"].forEach(function (name) { apply(name, recall(name)); });
  tools.addEventListener("change", function (event) {
    var field = event.target;
    choose(field.name, field.type === "checkbox" && !field.checked ? "" : field.value);
  });
  tools.addEventListener("submit", function (event) { event.preventDefault(); });

  function follow(key) {
    var link = document.querySelector('a[data-key~="' + key + '"]');
    if (link) link.click();
    return Boolean(link);
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable], [popover]") || event.target.matches(".glass")) return;
    if (root.dataset.keys === "off") return;
    if (event.key === "t") choose("theme", themes[(themes.indexOf(root.dataset.theme || "") + 1) % themes.length]);
    else if (event.key === "?" && tools.togglePopover) tools.togglePopover();
    else if (!/^(ArrowLeft|ArrowRight|[\[\]{}\/])$/.test(event.key) || !follow(event.key)) return;
    event.preventDefault();
  });

  // A swipe turns to the neighbour, but not over what scrolls sideways itself or while the view is zoomed.
  var start = null;
  document.addEventListener("touchstart", function (event) {
    var zoomed = window.visualViewport && window.visualViewport.scale > 1.01;
    start = event.touches.length > 1 || zoomed || event.target.closest(".glass, .table, pre, input") ? null : event.touches[0];
  }, { passive: true });
  document.addEventListener("touchend", function (event) {
    if (!start) return;
    var across = event.changedTouches[0].clientX - start.clientX;
    var down = event.changedTouches[0].clientY - start.clientY;
    start = null;
    if (Math.abs(across) > 80 && Math.abs(down) < 40) follow(across < 0 ? "ArrowRight" : "ArrowLeft");
  }, { passive: true });

  // What scrolls must be reachable by keyboard.
  document.querySelectorAll(".table, .text pre").forEach(function (box) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  });

  // To a day, or to the nearest year of which there are issues: the year's calendar shows the rest.
  var jump = document.querySelector(".jump-to");
  if (jump) jump.addEventListener("submit", function (event) {
    event.preventDefault();
    var day = jump.elements.date.value;
    var years = Array.from(document.querySelectorAll(".years a"), function (link) { return link.pathname.slice(-9, -5); });
    var year = years.reduce(function (best, other) {
      return Math.abs(other - day.slice(0, 4)) < Math.abs(best - day.slice(0, 4)) ? other : best;
    });
    location.href = new URL(document.querySelector("[data-root]").dataset.root + "archive/" + year + ".html#d" + day, location.href).href;
  });

  // An index of thousands: what does not hold the text is hidden, and the letters that are left without an entry.
  var narrow = document.querySelector(".narrow");
  if (narrow) {
    var entries = Array.from(document.querySelectorAll(".topics li"), function (entry) {
      return { entry: entry, text: entry.textContent.toLowerCase() };
    });
    narrow.addEventListener("submit", function (event) { event.preventDefault(); });
    narrow.addEventListener("input", function () {
      var wanted = narrow.elements.narrow.value.trim().toLowerCase();
      entries.forEach(function (one) { one.entry.hidden = !one.text.includes(wanted); });
      document.querySelectorAll(".letter").forEach(function (letter) {
        letter.hidden = !letter.nextElementSibling.querySelector("li:not([hidden])");
      });
    });
  }
})();
