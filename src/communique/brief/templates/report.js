/* Keeps an open citation inside the window; everything else works without this. */
(function () {
  function place(cite) {
    var pop = cite.querySelector(".pop");
    if (!pop) return;
    pop.style.left = "0px";
    var box = pop.getBoundingClientRect();
    var over = box.right - document.documentElement.clientWidth + 12;
    if (over > 0) pop.style.left = -over + "px";
  }
  function on(event) {
    var cite = event.target.closest && event.target.closest(".cite");
    if (cite) place(cite);
  }
  document.addEventListener("mouseover", on);
  document.addEventListener("focusin", on);
  /* On a touch screen the first tap shows the words, the second follows the link. */
  var open = null;
  document.addEventListener("click", function (event) {
    var number = event.target.closest && event.target.closest(".num");
    if (number && window.matchMedia("(hover: none)").matches && open !== number) {
      event.preventDefault();
      open = number;
      number.focus();
    } else if (!number) {
      open = null;
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.activeElement) document.activeElement.blur();
  });
})();
