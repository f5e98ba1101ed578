"""Write ``state_script_names.csv``: what other languages call each state, for the prefilter of ``dyadlog read``.

Needs Babel (``pip install babel``), whose CLDR data are under the Unicode licence; ``script_names_press.csv`` beside
this script adds the shorter names that newspapers use.
"""

import csv
from pathlib import Path

from babel import Locale
from babel import __version__ as babel_version

TABLES = Path(__file__).parents[1] / "src/dyadlog/knowledge/tables"
PRESS = Path(__file__).with_name("script_names_press.csv")
LANGUAGES = (
    *("ar", "fa", "ur", "ps", "ckb", "he", "hi", "bn", "ta", "te", "ml", "kn", "mr", "gu", "pa", "ne", "si"),
    *("my", "th", "lo", "km", "ka", "hy", "am", "el", "ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"),
    *("zh", "zh_Hant", "ja", "ko", "es", "fr", "de", "pt", "it", "tr", "id"),
)
HEADER = ("code", "surface", "languages", "source")


def main() -> None:
    """Write the table."""
    with (TABLES / "states.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["iso2"]: row["code"] for row in csv.DictReader(file) if row["iso2"]}
    found: dict[tuple[str, str], tuple[list[str], str]] = {}
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for iso2, code in codes.items():
            if iso2 in territories:
                surface = territories[iso2].strip()
                source = f"CLDR territory names by Babel {babel_version}"
                found.setdefault((code, surface), ([], source))[0].append(language)
    with PRESS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["code"], row["surface"]), (row["languages"].split(), row["source"]))
    with (TABLES / "state_script_names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for (code, surface), (languages, source) in sorted(found.items()):
            writer.writerow((code, surface, "|".join(languages), source))


if __name__ == "__main__":
    main()
