// What the pages do beyond HTML; all of them can be read without it.
"use strict";

// "/" goes to the search field, Escape closes an opened citation.
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("find").focus();
  }
  if (event.key === "Escape" && document.activeElement instanceof HTMLElement) {
    document.activeElement.closest(".cite") && document.activeElement.blur();
  }
});

// On a narrow screen the list comes before what narrows it.
const fold = document.querySelector("details.fold");
if (fold && window.matchMedia("(max-width: 60rem)").matches) fold.open = false;
