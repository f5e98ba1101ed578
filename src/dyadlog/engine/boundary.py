"""The stage boundary: where a page's failure becomes an Issue and the run goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dyadlog.errors import PageError, UserError
from dyadlog.records import Issue, Page


@dataclass(frozen=True, slots=True)
class StageCall:
    """A stage's name and the work it does on the draft that the caller holds."""

    name: str
    work: Callable[[], None]


def run_stages(page: Page, calls: Sequence[StageCall]) -> tuple[Issue, ...]:
    """Run the calls in order up to the first that fails; the failure as an Issue, or nothing.

    What earlier stages made stays in the caller's draft: a page that cannot be coded keeps its document.
    """
    for call in calls:
        try:
            call.work()
        except UserError:
            raise  # a bad line in a table is no fault of the page: the run stops
        except PageError as error:
            return (Issue.of(page.location, call.name, error.code, str(error), page.page_id),)
        except RecursionError:
            return (Issue.of(page.location, call.name, "too_deep", "nested too deeply to be read", page.page_id),)
        except MemoryError:
            return (Issue.of(page.location, call.name, "too_large", "needs more memory than there is", page.page_id),)
        except Exception as error:
            message = f"our own fault, please report it: {type(error).__name__}: {error}"
            return (Issue.of(page.location, call.name, "internal", message, page.page_id),)
    return ()
