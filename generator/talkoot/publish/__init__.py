"""Files → `site/`, whole or not at all: a tree is prepared out of sight and exchanged for the live one.

`place` finds and locks the two trees, `tree` writes and publishes, `leftovers` clears away what should not
stand there, `manifest` says what a tree holds, `exchange` is the system call. Why it is done so:
`generator/decisions/publishing.md`.
"""

from .manifest import Manifest, Row, is_intact, read_manifest
from .place import standing_by
from .refusal import Refusal
from .tree import Published, Tree

__all__ = [
    "Manifest",
    "Published",
    "Refusal",
    "Row",
    "Tree",
    "is_intact",
    "read_manifest",
    "standing_by",
]
