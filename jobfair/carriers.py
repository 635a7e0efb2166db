"""Carriers of messages: addresses for apprise, which speaks to mail servers and some 170 services.

An optional extra (`pip install 'jobfair[messages]'`). Without a carrier messages wait, and the team prints
them or calls people.
"""

import logging
from dataclasses import dataclass
from urllib.parse import quote

PLACE = "{to}"


class CarrierError(Exception):
    """A message was not taken; it says nothing of the message itself."""


@dataclass(frozen=True, slots=True)
class Carriers:
    """An address of apprise for each carrier, `{to}` where the receiver goes; empty where there is none.

    Such as `twilio://sid:token@8165550100/{to}` and `mailtos://user:password@example.org?to={to}`.
    """

    text: str = ""
    mail: str = ""

    def names(self) -> frozenset[str]:
        """Carriers that are connected."""
        return frozenset(name for name, address in (("text", self.text), ("mail", self.mail)) if address)

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
