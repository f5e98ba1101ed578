"""What a page and an archive may cost: bounds against archives made to fill memory or time."""

from dyadlog.errors import PageError

DEFAULT_LIMIT = 64 * 1024 * 1024
"""A news page is rarely above 5 MB; above this a file is something else, and reading it would only cost memory."""
FREE = 32 * 1024 * 1024
"""Unpacked bytes up to which no ratio is asked about: a small file of blanks may shrink to a thousandth."""
MOST_RATIO = 150
"""Archives of pages unpack to 4 to 20 times their size, tables full of repetition to 50; deflate can do 1,032."""
MOST_SPOOLED = 1024 * 1024 * 1024
"""Bytes of an archive within an archive, which must be laid down to be read."""
MOST_DIRECTORY = 32 * 1024 * 1024
"""Bytes of a zip's table of contents, about 300,000 entries, which must be held in memory."""
MOST_DEPTH = 2
"""An archive may hold archives, and these none."""
MOST_ISSUES = 100
"""Issues filed one by one for a container; the others are counted."""
MOST_IN_A_ROW = 10_000
"""Issues one after the other after which a file is not what its name says."""


class Meter:
    """Counts what an archive unpacks to; raises ``PageError`` ``bomb`` where that is out of all proportion."""

    def __init__(self) -> None:
        self.packed = 0
        self.unpacked = 0

    def add(self, packed: int, unpacked: int) -> None:
        """Count bytes read and bytes made of them."""
        self.packed += packed
        self.unpacked += unpacked
        if self.unpacked > FREE and self.unpacked > MOST_RATIO * self.packed:
            raise PageError(
                "bomb",
                f"unpacks to more than {MOST_RATIO} times its size ({self.unpacked >> 20} MiB and more): not read on",
            )


def too_large(limit: int) -> PageError:
    """The error of a page above the limit, in bytes."""
    return PageError("too_large", f"larger than the limit of {limit / 2**20:.0f} MiB")
