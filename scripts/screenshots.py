"""Take the pictures of docs/screenshots from the sample pages: ``python scripts/screenshots.py [NAME ...]``.

Reads samples/pages into a store of its own, serves that, and photographs it with Debian's Chromium.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from dyadlog.store import open_view

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "docs" / "screenshots"
PAIR = ("ECU", "PER")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", "--disable-background-networking",
    "--disable-component-update", "--hide-scrollbars", "--font-render-hinting=none",
)  # fmt: skip
LONGEST_START = 60


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: of which address, as wide and high, in which colours."""

    name: str
    address: str
    width: int = 1280
    height: int = 900
    scheme: str = "light"


def list_shots(db: Path) -> list[Shot]:
    """All pictures; of an event without parts that most independent sources tell of, and of a page that does."""
    here = f"/{'-'.join(PAIR)}"
    with open_view(db) as view:
        events = view.events_named([line.event_id for line in view.lines(PAIR)])
        wholes = {event.part_of for event in events}
        single = [event for event in events if event.event_id not in wholes]
        event = max(single, key=lambda event: (event.origins, len(event.claims), event.event_id))
        document = view.claims_named(event.claims[:1])[0].document_id
    return [
        Shot("overview", here, height=1040),
        Shot("event", f"/events/{event.event_id}", height=1040),
        Shot("reader", f"/documents/{document}", scheme="dark"),
        Shot("ledger", f"{here}/ledger"),
        Shot("index", f"{here}/index"),
        Shot("map", f"{here}/map", height=1060, scheme="dark"),
        Shot("review", f"/review?pair={'-'.join(PAIR)}"),
        Shot("phone", here, 390, 844, "dark"),
        Shot("phone-event", f"/events/{event.event_id}", 390, 844),
    ]


@contextmanager
def serving(db: Path) -> Iterator[str]:
    """The address of a reading room while it runs."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "dyadlog.cli", "serve", "--db", str(db), "--port", str(port), "--by", "A. Reader"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def wait_for(origin: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers; SystemExit where it ends or takes too long."""
    until = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < until:
        try:
            urlopen(f"{origin}/static/icon.svg", timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("dyadlog serve did not start")


def take(browser: Browser, origin: str, shot: Shot) -> None:
    """One picture, into its file."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    page = context.new_page()
    answer = page.goto(origin + shot.address, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{shot.address}: {answer.status if answer else 'no answer'}")
    page.wait_for_function("document.fonts.status == 'loaded'")
    page.screenshot(path=SHOTS / f"{shot.name}.png", animations="disabled", caret="hide")
    context.close()


def main(names: list[str]) -> None:
    """Take all pictures, or those named."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("there is no browser: apt-get install chromium")
    SHOTS.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        db = Path(folder) / "demo.db"
        read = [sys.executable, "-m", "dyadlog.cli", "read", "samples/pages", "--db", str(db)]
        subprocess.run(read, cwd=ROOT, check=True)
        shots = [shot for shot in list_shots(db) if not names or shot.name in names]
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        with serving(db) as origin:
            for shot in shots:
                take(browser, origin, shot)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
