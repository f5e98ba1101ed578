"""Input that is no news: how long it takes, how much memory, and whether anything breaks.

python -m benchmarks.reading.hostile NAME      reads one of them in this process and prints JSON
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

CONTROL = "".join(map(chr, (*range(1, 9), *range(11, 32), 127, *range(128, 160), 0x200B, 0x200E, 0x2028, 0xFEFF)))
INPUTS: dict[str, Callable[[], str]] = {
    "empty": str,
    "white space only": lambda: " \t\n " * 5_000,
    "100,000 words, no full stop": lambda: " ".join(["envoys of both states met again and"] * 14_286),
    "100,000 words in sentences": lambda: " ".join(["The envoys of both states met on Monday ."] * 11_112),
    "300,000 characters without a space": lambda: "envoysofbothstates" * 16_667,
    "60,000 full stops": lambda: "." * 60_000,
    "emoji": lambda: "😀👩‍👩‍👧🇺🇳👍🏽 met 🤝. " * 3_000,
    "right to left": lambda: "التقى المبعوثان يوم الاثنين. השליחים נפגשו ביום שני. " * 1_500,
    "control characters": lambda: f"The envoys{CONTROL}met \x00 on{CONTROL} Monday. " * 300,
    "combining marks": lambda: "e" + "\u0301" * 20_000,
    "brackets and quotes": lambda: "([{“‘\"'" * 8_000,
}


def read_one(name: str) -> dict[str, Any]:
    """Read one of the inputs; ``error`` is the name of an exception, or what is wrong with the parse."""
    from benchmarks.reading.speed import FIRST_SENTENCE, measure_peak, stay_on_one_core
    from benchmarks.reading.systems import Ours, make_document

    stay_on_one_core()
    parser = Ours().parser
    parser(make_document([FIRST_SENTENCE]))
    text = INPUTS[name]()
    document = make_document([text])
    started = time.perf_counter()
    error = ""
    words = sentences = 0
    try:
        parse = parser(document)
    except Exception as fault:  # whatever it is, it is the finding
        error = type(fault).__name__
    else:
        sentences = len(parse.sentences)
        for sentence in parse.sentences:
            words += len(sentence.doc)
            if sentence.doc.text != text[sentence.start : sentence.end]:
                error = "words are not the text"
    return {
        "characters": len(text),
        "words": words,
        "sentences": sentences,
        "seconds": time.perf_counter() - started,
        "peak": measure_peak(),
        "error": error,
    }


if __name__ == "__main__":
    print(json.dumps(read_one(sys.argv[1])))
