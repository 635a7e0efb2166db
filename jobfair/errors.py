"""Everything that can go wrong on purpose, as one small tree.

Actions raise these with a sentence to translate and the values that go into it; views attach them to a
form, and `jobfair.web.pages` maps the rest to status codes.
"""


def N_(message: str) -> str:  # noqa: N802 - the marker every gettext tool knows
    """Mark a sentence for translation without translating it yet."""
    return message


class JobFairError(Exception):
    """A problem a person can be told about.

    Parameters
    ----------
    message : str
        English sentence marked with `N_`, with `%(name)s` places.
    field : str or None
        Name of the form field or spreadsheet column it belongs to.
    **values
        What goes into the places of the sentence.
    """

    status = 400

    def __init__(self, message: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class Invalid(JobFairError):
    """What was given cannot be right; nothing was changed."""

    status = 400


class NotAllowed(JobFairError):
    """The person is known, and may not do this."""

    status = 403


class NotFound(JobFairError):
    """There is no such thing, or it is somebody else's: from outside the two look alike."""

    status = 404


class Conflict(JobFairError):
    """It was right when the page was made, and something has changed or stands in the way."""

    status = 409
