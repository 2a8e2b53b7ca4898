// What Decap must know of our texts: a picture with caption and credit is one thing, in Markdown and on the form.
(function () {
  "use strict";
  var FIGURE = /^!\[([^\]]*)\]\(([^)\s]+)(?: "((?:[^"\\]|\\.)*)")?\)(?:\{credit="([^"]*)"\})?$/;
  var words = JSON.parse(document.getElementById("words").textContent);
  window.CMS.registerEditorComponent({
    id: "image",
    label: words.picture,
    fields: [
      { name: "src", label: words.picture, widget: "image" },
      { name: "alt", label: words.alt, widget: "string", required: false },
      { name: "caption", label: words.caption, widget: "string", required: false },
      { name: "credit", label: words.credit, widget: "string", required: false },
    ],
    pattern: FIGURE,
    fromBlock: function (match) {
      return { alt: match[1], src: match[2], caption: (match[3] || "").replace(/\\"/g, '"'), credit: match[4] || "" };
    },
    toBlock: function (data) {
      var caption = data.caption ? ' "' + data.caption.replace(/"/g, '\\"') + '"' : "";
      var credit = data.credit ? '{credit="' + data.credit.replace(/"/g, "”") + '"}' : "";
      return "![" + (data.alt || "") + "](" + (data.src || "") + caption + ")" + credit;
    },
    toPreview: function (data) {
      return [data.alt, data.caption, data.credit].filter(Boolean).join(" · ");
    },
  });
  // as Markdown unless somebody chose otherwise: the other form writes the whole text anew when one word changes
  try {
    if (!localStorage.getItem("cms.md-mode")) localStorage.setItem("cms.md-mode", "raw");
  } catch (refused) {
    // storage is shut off: Decap then shows its own first choice
  }
  window.CMS.init();
})();
