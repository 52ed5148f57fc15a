// What the page of a story does beyond HTML; it can be read without it.
"use strict";

// A finger has no way to point: its first tap on a citation shows the words, a second one, on the number or
// on the words, opens the article.
let shown = null, finger = false;
document.addEventListener("pointerdown", (event) => {
  finger = event.pointerType === "touch";
  const open = document.activeElement && document.activeElement.closest(".cite");
  shown = open && open.contains(event.target) ? open : null;
});
document.addEventListener("click", (event) => {
  const cite = finger && event.target.closest(".cite");
  if (!cite) return;
  const number = cite.querySelector(".num");
  if (event.target.closest(".pop")) {
    window.location.assign(number.href);
  } else if (!shown) {
    event.preventDefault();
    number.focus();
  }
});

// What a citation opens goes above its line where there is more room, and never over its number.
function placed(event) {
  const cite = event.target.closest && event.target.closest(".cite");
  const pop = cite && cite.querySelector(".pop");
  if (!pop || event.target.closest(".pop")) return;
  cite.classList.remove("up");
  const line = cite.getBoundingClientRect(), words = pop.getBoundingClientRect();
  const fixed = window.getComputedStyle(pop).position === "fixed";
  const below = words.bottom > window.innerHeight && line.top > words.height + 16;
  cite.classList.toggle("up", fixed ? line.bottom > words.top : below);
}
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, placed);

// A page prints without a script too; with one it says so.
for (const button of document.querySelectorAll("[data-print]")) {
  button.closest("[hidden]").hidden = false;
  button.addEventListener("click", () => window.print());
}
