// A page image that was enlarged: dragged with the mouse, moved by the arrow keys, and as sharp as it is large.
(function () {
"use strict";

const glass = document.querySelector(".glass");
const zoom = document.querySelector(".zoom");
if (!glass || !zoom) return;
const plate = glass.querySelector(".plate");
const source = glass.querySelector("source");
const small = source && source.sizes;

/** Let the browser take the copy that fits how large the image is seen now. */
function sharpen() {
  const scale = window.visualViewport ? visualViewport.scale : 1;
  if (source) source.sizes = zoom.checked || scale > 1.2 ? `${Math.ceil(plate.clientWidth * scale)}px` : small;
}

zoom.addEventListener("change", () => {
  // what scrolls must take the focus, or no key moves it
  if (zoom.checked) glass.tabIndex = 0; else glass.removeAttribute("tabindex");
  glass.scrollLeft = (glass.scrollWidth - glass.clientWidth) / 2;
  sharpen();
});
window.visualViewport?.addEventListener("resize", sharpen);

let hold = null;
let dragged = false;
glass.addEventListener("pointerdown", (event) => {
  dragged = false;
  hold = zoom.checked && event.pointerType === "mouse" && !event.button ? event : null;
  if (hold) hold = { x: event.clientX + glass.scrollLeft, y: event.clientY + glass.scrollTop };
});
addEventListener("pointermove", (event) => {
  if (!hold) return;
  const left = hold.x - event.clientX;
  const top = hold.y - event.clientY;
  dragged ||= Math.abs(left - glass.scrollLeft) + Math.abs(top - glass.scrollTop) > 5;
  if (dragged) glass.scrollTo({ left, top, behavior: "instant" });
});
addEventListener("pointerup", () => { hold = null; });
glass.addEventListener("dragstart", (event) => zoom.checked && event.preventDefault());
// who lets go of the image does not mean the story under the hand
glass.addEventListener("click", (event) => {
  if (dragged) event.preventDefault();
}, true);
})();
