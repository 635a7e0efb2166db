"""What a kind of sheet is: its columns, and the names by which their headings are found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one kind of sheet."""

    #: the field it fills
    field: str
    english: str
    spanish: str
    #: further names, folded, between bars
    others: str = ""
    #: found several times, their cells are read together
    repeats: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a heading may have."""
        return (self.english, self.spanish, *filter(None, self.others.split("|")))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sheet: seekers, employers, openings or booths."""

    name: str
    columns: tuple[Column, ...]
    #: fields without which a sheet cannot be of this kind
    required: tuple[str, ...]
