"""What a browser fetches for a page, in bytes as sent."""

import re
from typing import Final

from benchmarks.served.plan import Ask
from benchmarks.served.readers import Reader

LINKED: Final = re.compile(r'<(?:script|link)\b[^>]*?(?:src|href)="(/static/[^"]+)"')


def weigh(origin: str, address: str) -> dict[str, int]:
    """The page and the styles, scripts and icon that it names; fonts are files of their own, kept for good."""
    reader = Reader(origin)
    found = {address: reader.ask(Ask("page", address)).size}
    for asset in LINKED.findall(reader.page(address)):
        found[asset.partition("?")[0]] = reader.ask(Ask("asset", asset)).size
    reader.close()
    return found
