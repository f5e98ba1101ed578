"""Document: the article in a page."""

from dataclasses import dataclass
from datetime import date

from dyadlog.records.vocabulary import ARTICLE_BLOCKS, BlockKind, Genre, Precision

TEXT_NORMALISATION = "1"
"""Version of the normalisation of stored text. 1: decoded; a leading byte order mark dropped; line ends made LF; each
control character other than tab and LF made a space. For plain-text pages every line keeps its number, and every
character its column, of the page as found."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the way it was found: ``given``, ``json-ld``, ``meta``, ``address``, ``line``, ..."""

    value: str
    method: str


@dataclass(frozen=True, slots=True)
class Publication:
    """When the document was published, as far as the page says.

    ``day`` with its precision and method where the page states it; else bounds: ``not_before`` (the latest datable
    happening it reports) and ``not_after`` (a page clock such as a weather header, or the day of capture).
    """

    day: date | None = None
    precision: Precision | None = None
    method: str | None = None
    not_before: date | None = None
    not_after: date | None = None
    not_after_method: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text of one kind. ``line_start`` and ``line_end`` are 1-based lines of a plain-text page;
    ``day`` is the one that the entry of a live blog or digest prints for itself."""

    start: int
    end: int
    kind: BlockKind
    line_start: int | None = None
    line_end: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The article in a page, with metadata. The ``text`` of a plain-text page is the whole page, boilerplate too."""

    document_id: str
    page_id: str
    location: str
    text: str
    blocks: tuple[Block, ...]
    title: Found | None
    byline: Found | None
    outlet: Found | None
    url: Found | None
    publication: Publication
    language: str
    genre: Genre
    genre_method: str
    sha256: str

    def article_blocks(self) -> tuple[Block, ...]:
        """The blocks that are the article: headline, subheads, paragraphs."""
        return tuple(block for block in self.blocks if block.kind in ARTICLE_BLOCKS)

    def publication_of(self, block: int) -> Publication:
        """When a block was published: on the day that its entry prints, else with the page."""
        day = self.blocks[block].day
        return self.publication if day is None else Publication(day, "day", "entry")

    def text_of(self, block: Block) -> str:
        """The words of a block."""
        return self.text[block.start : block.end]
