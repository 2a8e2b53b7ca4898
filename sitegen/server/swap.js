// Brings the text on the screen up to date in place: only what differs between the page as it came and the page as it
// is now is touched. So scroll, focus, fields and all that scripts did to the rest stay as they are.
(function () {
  "use strict";
  var live = window.sitegenServe = {};

  // What no script of a page is known to set up. All else (tables, figures, forms, scripts) needs a page that is loaded.
  var PROSE = /^(a|b|blockquote|br|cite|code|dd|del|dl|dt|em|h[1-6]|hr|i|li|ol|p|ruby|rb|rp|rt|s|small|span|strong|sub|sup|time|ul)$/;
  var MOST_PAIRS = 250000;

  // The page as it came, before any deferred script changed it, and which of its nodes is which on the screen.
  var places = new Map();
  var former = document.documentElement.cloneNode(true);
  settle(former, document.documentElement);
  without(former);

  function settle(copy, node) {
    places.set(copy, node);
    for (var i = 0; i < copy.childNodes.length; i++) settle(copy.childNodes[i], node.childNodes[i]);
  }
  /** Take out the server's own script and all that follows it in the body, which may be read in pieces. */
  function without(page) {
    var script = page.querySelector("script[data-mark]");
    while (script && script.nextSibling) script.nextSibling.remove();
    if (script) script.remove();
  }
  function kind(node) {
    return node.nodeType === 1 ? node.localName : "#" + node.nodeType;
  }
  function isProse(node) {
    if (node.nodeType !== 1) return true;
    return PROSE.test(node.localName) && Array.from(node.children).every(isProse);
  }

  /** Put the page as it is now on the screen; return false, and change nothing, where it must be loaded for that. */
  live.swap = function (page) {
    var fresh = page.documentElement;
    without(fresh);
    var work = { steps: [], pairs: [] };
    if (!head(former, fresh) || !element(former.querySelector("body"), fresh.querySelector("body"), work)) return false;
    if (!work.steps.length && document.title === page.title) return false;
    work.steps.forEach(function (step) { step(); });
    document.title = page.title;
    var now = new Map();
    work.pairs.forEach(function (pair) { now.set(pair[0], pair[1]); });
    places = now;
    former = fresh;
    return true;
  };
  /**
   * Return whether two heads differ in nothing but what programs are told and style sheets, which are swapped apart;
   * what templates hold must be the same too, since no comparison of elements looks into them.
   */
  function head(old, fresh) {
    function rest(page) {
      var molds = Array.from(page.querySelectorAll("template")).map(function (mold) { return mold.innerHTML; });
      var parts = Array.from(page.querySelector("head").children);
      return [page.cloneNode(false), ...parts].filter(function (part) { return !isTold(part); })
        .map(function (part) { return part.outerHTML.replace(/\.[0-9a-f]+\.css"/, '.css"'); }).concat(molds).join("\n");
    }
    return rest(old) === rest(fresh);
  }
  function isTold(part) {
    return /^(title|meta)$/.test(part.localName) || part.type === "application/ld+json";
  }

  // Each function notes what is to be done, and returns false where the screen is not as it should be.

  function element(old, fresh, work) {
    var node = places.get(old);
    if (!node || (/^(script|style)$/.test(fresh.localName) && !isTold(fresh))) return false;
    work.pairs.push([fresh, node]);
    Array.from(old.attributes).forEach(function (was) {
      if (!fresh.hasAttribute(was.name)) work.steps.push(function () { node.removeAttribute(was.name); });
    });
    Array.from(fresh.attributes).forEach(function (now) {
      if (old.getAttribute(now.name) !== now.value) work.steps.push(function () { node.setAttribute(now.name, now.value); });
    });
    return children(Array.from(old.childNodes), Array.from(fresh.childNodes), node, work);
  }
  function same(old, fresh, work) {
    var node = places.get(old);
    if (!node) return false;
    work.pairs.push([fresh, node]);
    for (var i = 0; i < old.childNodes.length; i++) if (!same(old.childNodes[i], fresh.childNodes[i], work)) return false;
    return true;
  }
  function children(old, fresh, parent, work) {
    var start = 0, end = 0;
    while (start < old.length && start < fresh.length && old[start].isEqualNode(fresh[start])) start++;
    while (end < old.length - start && end < fresh.length - start &&
      old[old.length - 1 - end].isEqualNode(fresh[fresh.length - 1 - end])) end++;
    for (var i = 0; i < start; i++) if (!same(old[i], fresh[i], work)) return false;
    for (var j = end; j > 0; j--) if (!same(old[old.length - j], fresh[fresh.length - j], work)) return false;
    var after = end ? places.get(old[old.length - end]) : null;
    return middle(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end), parent, after, work);
  }
  /** Go through what differs: between two children that are equal, those of one kind are taken for each other. */
  function middle(old, fresh, parent, after, work) {
    if (old.length * fresh.length > MOST_PAIRS) return false;
    var equal = common(old, fresh), i = 0, j = 0;
    equal.push([old.length, fresh.length]);
    return equal.every(function (pair) {
      while (i < pair[0] || j < pair[1]) {
        var was = i < pair[0] ? old[i] : null, now = j < pair[1] ? fresh[j] : null;
        if (was && now && kind(was) === kind(now)) { i++; j++; if (!one(was, now, work)) return false; }
        else if (was && (!now || pair[0] - i > pair[1] - j)) { i++; if (!remove(was, work)) return false; }
        else {
          j++;
          if (!insert(now, parent, next(old, i) || after, work)) return false;
        }
      }
      if (pair[0] === old.length) return true;
      i++; j++;
      return same(old[pair[0]], fresh[pair[1]], work);
    });
  }
  /** Return where a new node goes: before this one of those that stand. */
  function next(old, i) {
    return i < old.length ? places.get(old[i]) : null;
  }
  /** Return the longest run of equal children, as pairs of their places. */
  function common(old, fresh) {
    var alike = old.map(function (was) { return fresh.map(function (now) { return was.isEqualNode(now); }); });
    var most = old.map(function () { return []; });
    most.push([]);
    function length(i, j) { return most[i][j] || 0; }
    for (var i = old.length - 1; i >= 0; i--) for (var j = fresh.length - 1; j >= 0; j--) {
      most[i][j] = alike[i][j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
    var pairs = [], a = 0, b = 0;
    while (a < old.length && b < fresh.length) {
      if (alike[a][b]) pairs.push([a++, b++]);
      else if (length(a + 1, b) >= length(a, b + 1)) a++;
      else b++;
    }
    return pairs;
  }
  function one(old, fresh, work) {
    if (old.nodeType === 1) return element(old, fresh, work);
    var node = places.get(old);
    // a script may have cut a text in pieces, as to mark words in it
    if (!node || !node.isConnected || node.data !== old.data) return false;
    work.pairs.push([fresh, node]);
    work.steps.push(function () { node.data = fresh.data; });
    return true;
  }
  function remove(old, work) {
    var node = places.get(old);
    if (!node || !isProse(old)) return false;
    work.steps.push(function () { node.remove(); });
    return true;
  }
  function insert(fresh, parent, before, work) {
    if (!isProse(fresh) || !parent.isConnected || (before && before.parentNode !== parent)) return false;
    var node = document.importNode(fresh, true);
    pairAll(fresh, node, work);
    work.steps.push(function () { parent.insertBefore(node, before); });
    return true;
  }
  function pairAll(fresh, node, work) {
    work.pairs.push([fresh, node]);
    for (var i = 0; i < fresh.childNodes.length; i++) pairAll(fresh.childNodes[i], node.childNodes[i], work);
  }
})();
