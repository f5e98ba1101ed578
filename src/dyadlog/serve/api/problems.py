"""Errors as problem details (RFC 9457): every refusal says in words what was wrong with the question."""

from collections.abc import Callable, Coroutine, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.params import Query
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from dyadlog.errors import DyadlogError, NotFound, StoreError, UnknownState
from dyadlog.exchange import dump_row

MEDIA_TYPE: Final = "application/problem+json"


class Problem(BaseModel):
    """What was wrong with a question."""

    type: str = Field("about:blank", description="`about:blank`: the status says which sort of problem it is.")
    title: str = Field(description="The status in words.", examples=["Not Found"])
    status: int = Field(description="The HTTP status.", examples=[404])
    detail: str = Field(description="What was wrong, in words.", examples=["no state is called 'QQQ'"])


def answer_problem(status: int, detail: str) -> Response:
    """A problem as a response."""
    problem = Problem(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail)
    return Response(dump_row(problem.model_dump()), status, media_type=MEDIA_TYPE)


def describe_error(error: DyadlogError) -> tuple[int, str]:
    """The status of an error of ours, and what is said of it."""
    match error:
        case NotFound() | UnknownState():
            return 404, str(error)
        case StoreError():
            return 503, str(error)
        case _:
            return 422, str(error)


class ProblemRoute(APIRoute):
    """A route that tells refusals as problem details, and refuses parameters that it does not know."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with errors turned into problems."""
        handle = super().get_route_handler()
        fields = get_flat_params(self.dependant)
        known = {field.alias for field in fields if isinstance(field.field_info, Query)}

        async def handle_with_problems(request: Request) -> Response:
            stray = [name for name in request.query_params if name not in known]
            if stray:
                return answer_problem(422, f"no parameter is called {stray[0][:80]!r}; {_list_known(sorted(known))}")
            try:
                return await handle(request)
            except RequestValidationError as error:
                return answer_problem(422, "; ".join(map(_tell, error.errors())))
            except DyadlogError as error:
                return answer_problem(*describe_error(error))
            except HTTPException as error:
                return answer_problem(error.status_code, str(error.detail))

        return handle_with_problems


def _list_known(known: Sequence[str]) -> str:
    return f"there are: {', '.join(known)}" if known else "there are none here"


def _tell(error: dict[str, Any]) -> str:
    """One fault of a parameter: its name, and what it should be."""
    name = ".".join(str(part) for part in error["loc"][1:])
    return f"{name}: {error['msg']}"
