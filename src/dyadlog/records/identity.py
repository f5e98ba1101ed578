"""Identity: ids are hashes of content, the same on any machine and in any order of reading."""

import hashlib
import json


def content_id(prefix: str, *parts: object) -> str:
    """``prefix-`` and 16 hex digits of the SHA-256 of ``parts`` as canonical JSON.

    64 bits keep the chance of one collision among a million records below 1 in 10^7.
    """
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str)
    return f"{prefix}-{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
