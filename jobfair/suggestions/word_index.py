"""The words that texts are read with: the shipped vocabulary and what this installation imported.

Working out the index of a large vocabulary takes seconds, so it is kept on disk, under a name made of all
that it was worked out from; a web process only reads it.
"""

import hashlib
import pickle
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import sklearn

import jobfair.matching
from jobfair.errors import N_, NotFound
from jobfair.matching import LabelIndex, SkillVocabulary, shipped_vocabulary
from jobfair.suggestions.keeping import Kept
from jobfair.suggestions.vocabularies import (
    FOLDER,
    PUBLISHERS,
    stored_vocabularies,
    stored_vocabulary,
    written_beside,
)

SHIPPED = "shipped"
EVERYTHING = "all"
#: what may be asked for; a publisher's words come with the shipped ones
CHOICES = (EVERYTHING, SHIPPED, *PUBLISHERS)

#: Indexes kept on disk, the newest.
KEPT_ON_DISK = 3
#: Indexes kept in a process.
KEPT_IN_PROCESS = 2


def word_index(instance: Path | None, choice: str = EVERYTHING) -> SkillVocabulary | LabelIndex:
    """The words to read texts with, as an encoder takes them.

    Parameters
    ----------
    instance : Path or None
        Folder of this installation; None where there is none, so nothing is imported.
    choice : str
        Of `CHOICES`. What is imported or removed meanwhile counts from the next call on.

    Raises
    ------
    NotFound
        A vocabulary is chosen that is not imported.
    """
    known = {one.name: one.checksum for one in stored_vocabularies(instance)}
    if choice in PUBLISHERS and choice not in known:
        raise NotFound(N_("The vocabulary %(name)s is not imported."), name=choice)
    wanted = [(name, known[name]) for name in PUBLISHERS if name in known and choice in (name, EVERYTHING)]
    if instance is None or not wanted:
        return shipped_vocabulary()
    return _kept_index(instance.resolve(), tuple(wanted))


def _index(instance: Path, wanted: tuple[tuple[str, str], ...]) -> LabelIndex:
    folder = instance / FOLDER
    path = folder / f"index-{_fingerprint(wanted)}.pickle"
    if path.exists():
        # written by this program into its own private folder, as the database is
        kept: LabelIndex = pickle.loads(path.read_bytes())  # noqa: S301
        return kept
    imported = [stored_vocabulary(instance, name) for name, _ in wanted]
    index = LabelIndex(shipped_vocabulary().merged(imported))
    with suppress(OSError), written_beside(path) as file:  # a full disk costs time alone
        pickle.dump(index, file, protocol=pickle.HIGHEST_PROTOCOL)
    for old in sorted(folder.glob("index-*.pickle"), key=lambda one: one.stat().st_mtime)[:-KEPT_ON_DISK]:
        old.unlink(missing_ok=True)
    return index


_kept_index = Kept(_index, most=KEPT_IN_PROCESS)


def _fingerprint(wanted: Sequence[tuple[str, str]]) -> str:
    """A name for all that an index depends on: the words, the code that reads them, and its libraries."""
    parts = [*(f"{name} {checksum}" for name, checksum in wanted), sklearn.__version__, _library()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


@cache
def _library() -> str:
    """Checksum of the matching library with its own vocabulary."""
    folder = Path(jobfair.matching.__file__).parent
    total = hashlib.sha256()
    for path in sorted((*folder.rglob("*.py"), *folder.rglob("*.csv"))):
        total.update(path.read_bytes())
    return total.hexdigest()
