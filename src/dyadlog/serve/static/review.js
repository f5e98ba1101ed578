// Review by keyboard: keys press the buttons and links that the page shows; every page also works without it.
"use strict";

const form = () => document.querySelector("form.edit");
const isOpen = () => form()?.checkVisibility() ?? false;
let busy = false;

function typing(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

function openForm() {
  form().classList.add("open");
  form().querySelector("select, input:not([type=hidden])").focus();
}

function closeForm() {
  form().reset();
  form().classList.remove("open");
  if (location.hash === "#edit") location.replace("#claim");
  document.querySelector('[data-key="e"]').focus();
}

function step(forward) {
  const stops = [...document.querySelectorAll("[data-step]")];
  if (!stops.length) return false;
  const now = stops.indexOf(document.activeElement);
  stops[Math.min(Math.max(now + (forward ? 1 : -1), 0), stops.length - 1)].focus();
  return true;
}

function press(key) {
  if (key === "Escape" && isOpen()) { closeForm(); return true; }
  if ((key === "j" || key === "k") && step(key === "j")) return true;
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (document.querySelector("dialog[open]")) return;
  const editing = event.target.closest("form.slot-form");
  if (typing(event.target)) {
    if (event.key === "Escape") { event.preventDefault(); if (editing && isOpen()) closeForm(); else event.target.blur(); }
    if (event.key === "Enter" && event.target.matches("select") && editing) { event.preventDefault(); editing.requestSubmit(); }
    return;
  }
  if (busy || event.key === "Enter") return;
  if (press(event.key)) event.preventDefault();
});

// One decision at a time: what is pressed while the next page is on its way is not meant for this one.
document.addEventListener("submit", (event) => { if (busy) event.preventDefault(); else if (event.target.method === "post") busy = true; });
addEventListener("pageshow", () => { busy = false; });

// Names of actors for what is typed; states are in the list already.
async function offer(input) {
  const list = input.list;
  const words = input.value.trim();
  if (!list?.dataset.from || words.length < 2) return;
  const query = new URLSearchParams({ pair: list.dataset.pair, words });
  const answer = await fetch(`${list.dataset.from}?${query}`);
  if (!answer.ok) return;
  const known = new Set([...list.options].map((option) => option.value));
  for (const name of await answer.json()) {
    if (known.has(name)) continue;
    const option = document.createElement("option");
    option.value = name;
    list.append(option);
  }
}

let later = 0;
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches("input[list]")) return;
  clearTimeout(later);
  later = setTimeout(() => offer(input), 200);
});

// There is always one more field to type into.
document.addEventListener("input", (event) => {
  const group = event.target.closest("[data-many]");
  const fields = group ? [...group.querySelectorAll("input")] : [];
  if (!fields.length || fields.some((field) => !field.value.trim())) return;
  const more = fields.at(-1).cloneNode();
  more.value = "";
  fields.at(-1).after(more);
});

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-opens]")) {
    button.hidden = false;
    button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
  }
  document.querySelector("[data-cancel]")?.addEventListener("click", (event) => { event.preventDefault(); closeForm(); });
  document.querySelector('a[href="#edit"]')?.addEventListener("click", (event) => { event.preventDefault(); openForm(); });
  const tab = document.querySelector(".tabs [aria-current]");
  tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft;
  const current = document.querySelector(".queue [aria-current]");
  const list = current?.closest("ol");
  if (list) list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 3;
  document.querySelector(".bench mark")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  document.querySelector("[aria-invalid]")?.focus();
  if (!document.querySelector("[aria-invalid]")) document.querySelector(".news")?.focus({ preventScroll: true });
});
