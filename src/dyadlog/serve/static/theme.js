// Before anything is drawn: the theme that the reader chose, else that of the machine.
try {
  const chosen = localStorage.getItem("dyadlog-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch { /* a browser that keeps nothing */ }
