"""How right and how fast the clean stage is, on pages and on text dumps of them."""
