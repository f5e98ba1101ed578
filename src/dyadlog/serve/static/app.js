// What pages do beyond links and forms; every page also works without it.
"use strict";

const themes = ["", "light", "dark"];

function showTheme(button) {
  const now = document.documentElement.dataset.theme || "";
  button.textContent = { "": "Theme: auto", light: "Theme: light", dark: "Theme: dark" }[now];
}

function nextTheme(button) {
  const now = document.documentElement.dataset.theme || "";
  const next = themes[(themes.indexOf(now) + 1) % themes.length];
  if (next) document.documentElement.dataset.theme = next;
  else delete document.documentElement.dataset.theme;
  try { localStorage.setItem("dyadlog-theme", next); } catch { /* kept for this page only */ }
  showTheme(button);
}

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("button.theme")) {
    button.hidden = false;
    showTheme(button);
    button.addEventListener("click", () => nextTheme(button));
  }
});

// Where the bar of pages is wider than the window, the page that is open is in sight.
document.addEventListener("DOMContentLoaded", () => {
  const bar = document.querySelector(".tabs");
  const here = bar?.querySelector("[aria-current]");
  if (here) bar.scrollLeft = here.offsetLeft + here.offsetWidth - bar.offsetLeft - bar.clientWidth + 16;
});

// "/" goes to the search box, as in most reading tools.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector(".masthead input[type=search]");
  if (box) { event.preventDefault(); box.focus(); box.select(); }
});
