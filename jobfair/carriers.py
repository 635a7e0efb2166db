"""Carriers of messages: addresses for apprise, which speaks to mail servers and some 170 services.

An optional extra (`pip install 'jobfair[messages]'`). Without a carrier messages wait, and the team prints
them or calls people.
"""

import logging
from dataclasses import dataclass, field
from urllib.parse import quote

from jobfair.text_length import as_text

PLACE = "{to}"


class CarrierError(Exception):
    """A message was not taken; it says nothing of the message itself."""


@dataclass(frozen=True, slots=True)
class Carriers:
    """An address of apprise for each carrier, `{to}` where the receiver goes; empty where there is none.

    Such as `twilio://sid:token@18165550100/{to}` and `mailtos://user:password@example.org?to={to}`.
    """

    text: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)
    #: ends a text; in both languages, since a number may belong to somebody else by now
    text_stop: str = "STOP: no more/no más."
    #: address of the page where anybody ends messages; empty where the site has no address of its own
    stop_page: str = ""

    def names(self) -> frozenset[str]:
        """Carriers that are connected."""
        return frozenset(name for name, address in (("text", self.text), ("mail", self.mail)) if address)

    def with_stop(self, carrier: str, body: str) -> str:
        """The body of a message, and how to get no more of them."""
        if carrier == "text":
            return as_text(f"{body} {self.text_stop}".rstrip())
        return f"{body}\n\nSTOP: {self.stop_page}" if self.stop_page else body

    def carry(self, carrier: str, to: str, subject: str, body: str) -> None:
        """Hand one message over.

        Raises
        ------
        CarrierError
            It was not taken, or apprise is not installed or does not know the address.
        """
        try:
            import apprise  # noqa: PLC0415 - an optional extra
        except ImportError as error:
            raise CarrierError("apprise is not installed: pip install 'jobfair[messages]'") from error
        logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it would log what is sent
        line = apprise.Apprise()
        address = {"text": self.text, "mail": self.mail}[carrier].replace(PLACE, quote(to, safe=""))
        if not line.add(address):
            raise CarrierError(f"the address of the carrier “{carrier}” is not one that apprise knows")
        title = subject if carrier == "mail" else ""
        if not line.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT):
            raise CarrierError(f"the carrier “{carrier}” did not take the message")
