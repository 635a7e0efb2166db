"""Vocabularies an installation has imported: one file each, beside the database.

A file's first line says what it is, every other line is a concept. It takes the place of an older one in one
step, so that a reader meets the old or the new one, never half.
"""

import hashlib
import json
import re
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from jobfair.errors import N_, Invalid, NotFound
from jobfair.matching import Concept, SkillVocabulary, VocabularyError
from jobfair.matching.vocabulary import importing, rows

FOLDER = "vocabularies"
SCHEMA = "jobfair vocabulary 1"

#: How every ZIP file begins, whole or not, and what reading a broken or a locked one raises
ZIP_BEGINS = b"PK"
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)

#: O*NET says its version in this file as well
READ_ME = "Read Me.txt"


@dataclass(frozen=True, slots=True)
class Publisher:
    """How a publisher gives a vocabulary out: which files are read, and where a version stands."""

    read: Callable[[Path, importing.Tell], SkillVocabulary]
    files: frozenset[str]
    version: re.Pattern[str]


#: by the name it is imported and chosen by, in the order they are joined to the shipped words
PUBLISHERS = {
    "onet": Publisher(
        importing.read_onet,
        frozenset({importing.OCCUPATION_DATA, *importing.ONET_MORE, importing.ONET_LINES}),
        re.compile(r"(?:\bdb_|O\*NET\W{0,3}(?:Database )?)(\d+[._]\d+)", re.IGNORECASE),
    ),
    "esco": Publisher(
        importing.read_esco,
        frozenset({*importing.esco_tables(), *importing.ESCO_LINES.values()}),
        re.compile(r"\bv(\d+(?:\.\d+)+)"),
    ),
}


@dataclass(frozen=True, slots=True)
class StoredVocabulary:
    """What the first line of a stored vocabulary says."""

    name: str
    #: as the publisher counts; else the beginning of the checksum
    version: str
    #: UTC
    imported_at: datetime
    #: SHA-256 of the publisher's files, and of the code that read them
    checksum: str
    concepts: int
    labels: int
    #: sources to be named on the page about this site
    attribution: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import."""

    about: StoredVocabulary
    #: whether anything changed
    is_new: bool
    #: a sentence for each table that was not there or has rows that lead nowhere
    left_out: tuple[str, ...] = ()


def import_vocabulary(instance: Path, name: str, sources: Sequence[Path], *, now: datetime) -> Imported:
    """Read a publisher's files and store what they say.

    Parameters
    ----------
    instance : Path
        Folder of this installation.
    name : str
        Of `PUBLISHERS`.
    sources : sequence of Path
        Folders or ZIP files, with the publisher's files somewhere in them.

    Raises
    ------
    Invalid
        Naming the file and the line that cannot be read; then nothing is stored.
    """
    publisher = PUBLISHERS[name]
    with TemporaryDirectory(prefix="jobfair-vocabulary-") as scratch:
        folder = Path(scratch)
        _gather(sources, publisher.files | {READ_ME}, folder)
        checksum = _checksum(folder)
        known = {one.name: one for one in stored_vocabularies(instance)}.get(name)
        if known and known.checksum == checksum:
            return Imported(known, is_new=False)
        left_out: list[str] = []
        try:
            vocabulary = publisher.read(folder, left_out.append)
        except VocabularyError as broken:
            raise Invalid(N_("%(problem)s. Nothing was imported."), problem=broken) from broken
        version = _version(publisher, sources, folder) or checksum[:8]
    about = StoredVocabulary(
        name=name,
        version=version,
        imported_at=now,
        checksum=checksum,
        concepts=len(vocabulary.concepts),
        labels=vocabulary.label_count,
        attribution=vocabulary.attribution,
    )
    _write(_file_of(instance, name), about, vocabulary)
    return Imported(about, is_new=True, left_out=tuple(left_out))


def stored_vocabularies(instance: Path | None) -> list[StoredVocabulary]:
    """What is imported, in the order of `PUBLISHERS`; nothing where there is no folder.

    Raises
    ------
    Invalid
        A file is none of ours; the sentence names it.
    """
    if instance is None:
        return []
    return [_about(path) for name in PUBLISHERS if (path := _file_of(instance, name)).exists()]


def stored_vocabulary(instance: Path, name: str) -> SkillVocabulary:
    """An imported vocabulary with all its concepts.

    Raises
    ------
    Invalid
        The file is none of ours; the sentence names it and the line.
    """
    path = _file_of(instance, name)
    about = _about(path)
    concepts = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if number > 1:
                concepts.append(_concept(path, number, line))
    return SkillVocabulary(tuple(concepts), attribution=about.attribution)


def remove_vocabulary(instance: Path, name: str) -> None:
    """Forget an imported vocabulary.

    Raises
    ------
    NotFound
        It was never imported.
    """
    try:
        _file_of(instance, name).unlink()
    except FileNotFoundError as error:
        raise NotFound(N_("The vocabulary %(name)s is not imported."), name=name) from error


@contextmanager
def written_beside(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, which takes the place of another in one step at the end, or is gone if that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            yield file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _file_of(instance: Path, name: str) -> Path:
    return instance / FOLDER / f"{name}.jsonl"


def _gather(sources: Sequence[Path], wanted: frozenset[str], folder: Path) -> None:
    """Copy the wanted files out of folders and ZIP files; two of one name are refused."""
    for source in sources:
        if source.is_dir():
            paths = (path for path in sorted(source.rglob("*")) if path.is_file())
            _copy(((path.name, path) for path in paths), wanted, folder)
            continue
        try:
            with zipfile.ZipFile(source) as archive:
                members = (
                    (Path(inside.filename).name, zipfile.Path(archive, inside.filename))
                    for inside in archive.infolist()
                    if not inside.is_dir()
                )
                _copy(members, wanted, folder)
        except BROKEN_ZIP as error:
            raise _unread(source) from error


def _unread(source: Path) -> Invalid:
    with source.open("rb") as file:
        if file.read(len(ZIP_BEGINS)) == ZIP_BEGINS:
            return Invalid(N_("%(path)s is cut off or damaged. Download it again."), path=source)
    return Invalid(N_("%(path)s is neither a folder nor a ZIP file."), path=source)


def _copy(found: Iterable[tuple[str, Path | zipfile.Path]], wanted: frozenset[str], folder: Path) -> None:
    for name, path in found:
        if name not in wanted:
            continue
        if (folder / name).exists():
            raise Invalid(N_("There are two files %(name)s. Name the folder of one version."), name=name)
        with path.open("rb") as read, (folder / name).open("wb") as copy:
            shutil.copyfileobj(read, copy)


def _checksum(folder: Path) -> str:
    """Of the files and of the code that reads them: a later version may read more of the same files."""
    total = hashlib.sha256()
    for code in (importing.__file__, rows.__file__):
        total.update(Path(code).read_bytes())
    for path in sorted(folder.iterdir()):
        total.update(path.name.encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _version(publisher: Publisher, sources: Sequence[Path], folder: Path) -> str:
    """The version as the names of the sources or the publisher's own note say it; else nothing."""
    read_me = folder / READ_ME
    note = read_me.read_text(encoding="utf-8", errors="replace") if read_me.exists() else ""
    for text in (*(source.resolve().name for source in sources), note):
        found = publisher.version.search(text)
        if found:
            return found[1].replace("_", ".")
    return ""


def _write(path: Path, about: StoredVocabulary, vocabulary: SkillVocabulary) -> None:
    first = {"schema": SCHEMA} | asdict(about) | {"imported_at": about.imported_at.isoformat()}
    with written_beside(path) as file:
        for row in (first, *map(asdict, vocabulary.concepts)):
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _about(path: Path) -> StoredVocabulary:
    with path.open(encoding="utf-8") as lines:
        try:
            row = json.loads(lines.readline())
            if row.pop("schema") == SCHEMA:
                about = StoredVocabulary(**row)
                return replace(
                    about,
                    imported_at=datetime.fromisoformat(row["imported_at"]),
                    attribution=tuple(about.attribution),
                )
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
    raise _broken(path, 1)


def _concept(path: Path, number: int, line: str) -> Concept:
    try:
        row = json.loads(line)
        lists = ("labels", "tasks", "used_in")
        return Concept(**row | {name: tuple(row[name]) for name in lists if name in row})
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(path, number) from error


def _broken(path: Path, number: int) -> Invalid:
    return Invalid(
        N_("%(path)s, line %(number)s, cannot be read. Import the vocabulary again."),
        path=path.name,
        number=number,
    )
