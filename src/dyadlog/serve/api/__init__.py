"""The JSON API: the record, read-only, with the names of the export contract (docs/api.md).

``router`` depends only on ``get_store`` (how a view is opened) and ``get_tables`` (the knowledge tables); an
application overrides them: ``app.dependency_overrides[get_store] = lambda: desk.open``.
"""

from fastapi import APIRouter

from dyadlog.serve.api import pairs, records
from dyadlog.serve.api.asking import get_store, get_tables

__all__ = ["get_store", "get_tables", "router"]

router = APIRouter(prefix="/api/v1")
router.include_router(pairs.router)
router.include_router(records.router)
router.include_router(records.nowhere)
