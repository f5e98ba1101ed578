"""What the networks of parse and coding share: words with the names of states covered, cut into pieces."""

from dyadlog.encoder.masking import Masked, Masker, StateWords
from dyadlog.encoder.pieces import Encoded, WordPieces, batch_by_size, make_feed, open_session

__all__ = [
    "Encoded",
    "Masked",
    "Masker",
    "StateWords",
    "WordPieces",
    "batch_by_size",
    "make_feed",
    "open_session",
]
