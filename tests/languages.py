"""Translations for tests: compiled as set-up does, because compiled catalogues are not committed."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent.parent / "jobfair" / "translations"


def compile_all() -> None:
    """Write each messages.mo that is missing or older than its messages.po."""
    for source in FOLDER.glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        part = target.with_suffix(f".{os.getpid()}.part")
        with source.open("rb") as text, part.open("wb") as compiled:
            write_mo(compiled, read_po(text, locale=source.parts[-3]))
        part.replace(target)
