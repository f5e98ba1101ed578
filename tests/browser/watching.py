"""What a page does while it is looked at: errors, refused content, requests, dialogs, width, rules of accessibility."""

from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

TOLD = """addEventListener("securitypolicyviolation",
  event => console.error("refused by policy:", event.effectiveDirective, event.blockedURI))"""
SERIOUS = ("serious", "critical")
MOST_UNFOLDED = 30


class Watch:
    """Looks at a page from its first request on."""

    def __init__(self, page, origin):
        self.page, self.origin = page, origin
        self.faults, self.requests = [], []
        page.add_init_script(TOLD)
        page.on("console", lambda message: message.type == "error" and self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", self._close)
        page.on("request", lambda request: self.requests.append(request.url))

    def _close(self, dialog):
        self.faults.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    @property
    def strangers(self):
        """Requests to anything but the room."""
        own = urlsplit(self.origin)
        return [url for url in self.requests if not url.startswith("data:") and not is_of(urlsplit(url), own)]


def is_of(address, own):
    return (address.scheme, address.netloc) == (own.scheme, own.netloc)


def overflow(page):
    """What is wider than the window, outermost first, empty where the page does not scroll sideways."""
    return page.evaluate("""() => document.scrollingElement.scrollWidth <= innerWidth ? [] :
      [document.scrollingElement.scrollWidth, ...[...document.querySelectorAll("body *")]
        .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 5).map(part => part.outerHTML.slice(0, 160))]""")


def unfold(page):
    """Open what is folded, so that it is looked at too; of very many alike the first."""
    folded = "[...document.querySelectorAll('main details')]"
    page.evaluate(f"most => {{ for (const part of {folded}.slice(0, most)) part.open = true }}", MOST_UNFOLDED)


@cache
def axe():
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page):
    """Serious and critical violations of what axe-core knows of WCAG, each in a line."""
    page.evaluate(axe())
    found = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")["violations"]
    return [
        f"{rule['id']} ({rule['impact']}, {len(rule['nodes'])} times): {rule['nodes'][0]['html'][:200]}"
        f" {' '.join((rule['nodes'][0].get('failureSummary') or '').split())[:300]}"
        for rule in found
        if rule["impact"] in SERIOUS
    ]
