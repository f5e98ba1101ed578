"""How right the clean stage is on pages and text dumps, how fast beside trafilatura, and whether copies are known.

usage: python benchmarks/cleaning.py [BENCHMARK_FOLDER] [--html] [--lines] [--dates] [--copies]

All where none is asked for. What each measures stands in ``benchmarks/cleaned/``. Needs the article-extraction
benchmark, ``../shared/benchmarks/aeb``, all but the dates of our own corpus.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.cleaned import copies, dates, text_dumps, web_pages
from dyadlog.clean import Cleaner
from dyadlog.knowledge import load_knowledge
from training.line_dumps import BENCHMARK


def show_html(cleaner: Cleaner, folder: Path) -> None:
    """Main text of web pages."""
    for name, found in web_pages.measure(cleaner, folder).items():
        figures = f"precision={found.precision:.4f} recall={found.recall:.4f} f1={found.f1:.4f}"
        print(f"html {name:27} {figures} pages_per_cpu_second={found.per_second:.1f}")


def show_lines(cleaner: Cleaner, folder: Path) -> None:
    """Lines of text dumps, in cross-validation."""
    for shape, found in text_dumps.measure(cleaner.knowledge, folder).items():
        figures = f"precision={found.precision:.3f} recall={found.recall:.3f} f1={found.f1:.3f}"
        rest = f"f1_by_page={found.f1_by_page:.3f} classifier_f1={found.classifier_f1:.3f}"
        print(f"lines {shape:14} dumps={found.dumps} {figures} {rest} headlines={found.headlines:.3f}")


def show_dates(cleaner: Cleaner, folder: Path) -> None:
    """Days of publication."""
    for name, pages in dates.SETS.items():
        if folder.is_dir() or name == "corpus":
            found = dates.measure(cleaner, pages(folder, cleaner.knowledge.page_words))
            figures = f"pages={found.pages} dated={found.dated} given={found.given} precision={found.precision:.3f}"
            print(f"dates {name:16} {figures} invented={len(found.invented)}")
            for fault, names in (("wrong", found.wrong), ("invented", found.invented)):
                print(*(f"      {fault}: {name}\n" for name in names), sep="", end="")
    if folder.is_dir():
        named, other = dates.compare_addresses(folder)
        print(f"dates in addresses: {named}, not that of the key: {len(other)} ({', '.join(other)})")


def show_copies(cleaner: Cleaner, folder: Path) -> None:
    """Copies of made articles."""
    for run, found in copies.measure(cleaner, folder).items():
        shares = " ".join(f"{way.replace(' ', '_')}={share:.4f}" for way, share in found.recall.items())
        spent = f"documents={found.documents} cpu_seconds={found.seconds:.1f}"
        print(f"copies {run}: recall: {shares} false_pairs={found.false_pairs} {spent}")


def main() -> None:
    """Print all figures, or those asked for."""
    shown = {"--html": show_html, "--lines": show_lines, "--dates": show_dates, "--copies": show_copies}
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    folder = Path(folders[0]) if folders else BENCHMARK
    if not folder.is_dir():
        print(f"the article-extraction benchmark is not here: {folder}")
    cleaner = Cleaner(load_knowledge())
    for flag in [flag for flag in shown if flag in sys.argv] or list(shown):
        if folder.is_dir() or flag == "--dates":
            shown[flag](cleaner, folder)


if __name__ == "__main__":
    main()
