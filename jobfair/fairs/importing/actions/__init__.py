"""Previewing, confirming and undoing an import."""

from jobfair.fairs.importing.actions.confirming import confirm
from jobfair.fairs.importing.actions.previewing import (
    discard,
    preview,
    preview_files,
    read_files,
    store_preview,
)
from jobfair.fairs.importing.actions.undoing import undo

__all__ = ["confirm", "discard", "preview", "preview_files", "read_files", "store_preview", "undo"]
