"""What was asked lately, kept for as long as the record stands as it is."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Memory:
    """Answers by question, those asked for last; safe to use from many threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()

    def recall(self, question: Hashable, state: str, find: Callable[[], Answer]) -> Answer:
        """The answer that holds for a state of the record: as it was found before, else found now."""
        with self._lock:
            kept = self._kept.get(question)
            if kept is not None and kept[0] == state:
                self._kept.move_to_end(question)
                answer: Answer = kept[1]
                return answer
        answer = find()
        with self._lock:
            self._kept[question] = (state, answer)
            self._kept.move_to_end(question)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return answer
