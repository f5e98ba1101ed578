"""The JSON API: the record, read-only, with the names of the export contract (docs/api.md).

An application says which store: ``app.dependency_overrides[get_store] = lambda: desk.open``. It may also override
``get_tables`` (the knowledge tables) and ``get_worker`` (who works out and keeps tables that take long).
"""

from fastapi import APIRouter

from dyadlog.serve.api import pairs, records
from dyadlog.serve.api.asking import get_store, get_tables
from dyadlog.serve.api.working import get_worker

__all__ = ["get_store", "get_tables", "get_worker", "router"]

router = APIRouter(prefix="/api/v1")
router.include_router(pairs.router)
router.include_router(records.router)
router.include_router(records.nowhere)
