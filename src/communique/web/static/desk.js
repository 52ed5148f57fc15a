// What the pages do beyond HTML; all of them can be read without it.
"use strict";

// "/" goes to the search field, Escape closes an opened citation.
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("find").focus();
  }
  if (event.key === "Escape") {
    document.querySelectorAll(".cite:hover").forEach((cite) => cite.classList.add("shut"));
    if (document.activeElement instanceof HTMLElement && document.activeElement.closest(".cite")) document.activeElement.blur();
  }
});

// Closed with Escape while the mouse is over it, a citation opens again once the mouse has left.
document.addEventListener("mouseout", (event) => {
  const cite = event.target instanceof Element && event.target.closest(".cite.shut");
  if (cite && !cite.contains(event.relatedTarget)) cite.classList.remove("shut");
});

// What is under way can be seen, and what did not come is told.
const trouble = document.getElementById("trouble");
const tell = (words) => { trouble.textContent = words; trouble.hidden = !words; };
document.addEventListener("htmx:beforeRequest", (event) => { tell(""); event.detail.target.setAttribute("aria-busy", "true"); });
document.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"));
document.addEventListener("htmx:sendError", () => tell("The desk does not answer. Is it still running in its terminal?"));
document.addEventListener("htmx:responseError", (event) => tell(`That could not be shown (${event.detail.xhr.status}). Reload the page to see why.`));
document.addEventListener("submit", (event) => event.target.classList.add("under-way"));
window.addEventListener("pageshow", () => document.querySelectorAll(".under-way").forEach((form) => form.classList.remove("under-way")));

// On a narrow screen the list comes before what narrows it.
const fold = document.querySelector("details.fold");
if (fold && window.matchMedia("(max-width: 60rem)").matches) fold.open = false;

// An import tells how far it is; at its end the page says what was not read.
const following = document.querySelector("[data-follow]");
if (following && window.EventSource) {
  const events = new EventSource(following.dataset.follow);
  const bar = following.querySelector("progress");
  const numbers = following.querySelector(".numbers");
  events.onmessage = (message) => {
    const told = JSON.parse(message.data);
    bar.max = Math.max(told.total, 1);
    bar.value = told.read;
    numbers.textContent = `${told.read} of ${told.total} articles read`;
    if (told.state === "done" || told.state === "failed") {
      events.close();
      window.location.reload();
    }
  };
}

// An audit tells which sentence it is at; at its end the page shows what was found.
const checking = document.querySelector("[data-follow-audit]");
if (checking && window.EventSource) {
  const events = new EventSource(checking.dataset.followAudit);
  const bar = checking.querySelector("progress");
  const numbers = checking.querySelector(".numbers");
  events.onmessage = (message) => {
    const told = JSON.parse(message.data);
    bar.max = Math.max(told.total, 1);
    bar.value = told.done;
    if (told.state === "waiting") numbers.textContent = `Waiting: ${told.ahead} ${told.ahead === 1 ? "audit" : "audits"} before it`;
    if (told.state === "preparing") numbers.textContent = "Looking up sources";
    if (told.state === "checking") numbers.textContent = `Sentence ${Math.min(told.done + 1, told.total)} of ${told.total}`;
    if (["done", "failed", "cancelled"].includes(told.state)) {
      events.close();
      window.location.reload();
    }
  };
}

// All files in what was dropped, folders and theirs included; hidden ones are left.
async function within(entry) {
  if (entry.isFile) return [await new Promise((take, fail) => entry.file(take, fail))];
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((take, fail) => reader.readEntries(take, fail)); // a part at a time
    if (!some.length) return found;
    for (const one of some) if (!one.name.startsWith(".")) found.push(...await within(one));
  }
}

// Files dropped anywhere on the form are its files.
const drop = document.querySelector("form.drop");
if (drop) {
  const field = drop.querySelector("input[type=file]");
  const over = (event) => { event.preventDefault(); drop.classList.toggle("over", event.type === "dragover"); };
  for (const kind of ["dragover", "dragleave"]) drop.addEventListener(kind, over);
  drop.addEventListener("drop", async (event) => {
    over(event);
    const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry()).filter(Boolean);
    if (!entries.some((one) => one.isDirectory)) {
      field.files = event.dataTransfer.files;
      return;
    }
    const taken = new DataTransfer();
    for (const entry of entries) for (const file of await within(entry)) taken.items.add(file);
    field.files = taken.files;
  });
}
