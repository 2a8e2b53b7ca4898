// Draws zones over a page image and writes them as the front matter of an article has them. Served by `serve` only.
(function () {
  "use strict";
  var words = document.currentScript.dataset;
  var sheet = document.querySelector(".sheet");
  var list = document.querySelector(".drawn");
  var text = document.getElementById("yaml");
  var corners = document.getElementById("corners");
  var space = "http://www.w3.org/2000/svg";
  var page = new URLSearchParams(location.search).get("page") || "";
  var label = "1";
  var drawing = null;
  var zones = [];
  var open = [];
  var from = null;

  function shape(name, points, kind) {
    var made = document.createElementNS(space, name);
    made.setAttribute("points", points.map(function (point) { return point.join(","); }).join(" "));
    if (kind) made.setAttribute("class", kind);
    drawing.append(made);
    return made;
  }
  // Percent of the image, to a tenth: a two-thousandth of a broadsheet is less than a hairline.
  function place(event) {
    var box = sheet.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map(function (share) {
      return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
    });
  }
  function rectangle(one, other) {
    var x = Math.min(one[0], other[0]), y = Math.min(one[1], other[1]);
    var right = Math.max(one[0], other[0]), below = Math.max(one[1], other[1]);
    return { points: [[x, y], [right, y], [right, below], [x, below]], rect: [x, y, tenth(right - x), tenth(below - y)] };
  }
  function tenth(number) {
    return Math.round(number * 10) / 10;
  }
  function yaml(zone) {
    var key = zone.rect ? "rect: [" + zone.rect.join(", ") + "]" : "points: [" + zone.points.map(function (point) {
      return "[" + point.join(", ") + "]";
    }).join(", ") + "]";
    return "  - {page: " + JSON.stringify(label) + ", " + key + "}";
  }
  function draw() {
    drawing.querySelectorAll(":not(.there, title)").forEach(function (one) { one.remove(); });
    zones.forEach(function (zone) { shape("polygon", zone.points); });
    if (open.length) shape("polyline", open);
    list.replaceChildren.apply(list, zones.map(function (zone, number) {
      var entry = document.createElement("li");
      var remove = document.createElement("button");
      remove.type = "button";
      remove.textContent = words.remove;
      remove.addEventListener("click", function () {
        zones.splice(number, 1);
        draw();
      });
      entry.append((zone.rect || zone.points.join(" ")) + " ", remove);
      return entry;
    }));
    text.value = zones.length ? "zones:\n" + zones.map(yaml).join("\n") + "\n" : "";
  }

  sheet.addEventListener("pointerdown", function (event) {
    if (!drawing || corners.checked || event.button) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    from = place(event);
  });
  sheet.addEventListener("pointermove", function (event) {
    if (!from) return;
    draw();
    shape("polygon", rectangle(from, place(event)).points);
  });
  sheet.addEventListener("pointerup", function (event) {
    if (corners.checked && drawing) open.push(place(event));
    else if (from) {
      var zone = rectangle(from, place(event));
      // a click alone is no zone
      if (zone.rect[2] >= 0.5 && zone.rect[3] >= 0.5) zones.push(zone);
    }
    from = null;
    if (drawing) draw();
  });
  document.addEventListener("keydown", function (event) {
    if (!open.length || !/^(Enter|Backspace|Escape)$/.test(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter" && open.length > 2) zones.push({ points: open });
    if (event.key === "Backspace") open.pop();
    else open = [];
    draw();
  });
  document.getElementById("clear").addEventListener("click", function () {
    zones = [];
    open = [];
    draw();
  });
  document.getElementById("copy").addEventListener("click", function () {
    text.select();
    document.execCommand("copy");
  });

  fetch("/" + page.replace(/^\/+/, ""), { headers: { Accept: "text/html" } })
    .then(function (answer) { return answer.text(); })
    .then(function (html) {
      var there = new DOMParser().parseFromString(html, "text/html");
      var plate = there.querySelector(".plate");
      if (!plate) { sheet.textContent = words.missing; return; }
      label = plate.dataset.label;
      var image = document.createElement("img");
      image.src = new URL(plate.querySelector("img").getAttribute("src"), new URL("/" + page.replace(/^\/+/, ""), location.href)).href;
      image.alt = "";
      image.draggable = false;
      drawing = document.createElementNS(space, "svg");
      drawing.setAttribute("viewBox", "0 0 100 100");
      drawing.setAttribute("preserveAspectRatio", "none");
      sheet.append(image, drawing);
      plate.querySelectorAll("polygon").forEach(function (polygon) {
        var made = shape("polygon", [], "there");
        made.setAttribute("points", polygon.getAttribute("points"));
        var title = document.createElementNS(space, "title");
        title.textContent = polygon.closest("a").querySelector("title").textContent;
        made.append(title);
      });
      draw();
    });
})();
