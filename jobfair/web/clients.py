"""Who is at the other end of a request: which network, and whether this device was here before."""

import secrets
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

COOKIE = "device"
REMEMBERED = timedelta(days=180)
#: what one household or venue has of an IPv6 address
PREFIX_BITS = 64


def network() -> str | None:
    """The network a request comes from; None on this machine, or behind a proxy that is not trusted."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return None
    return None if address.is_loopback else network_of(address)


def network_of(address: IPv4Address | IPv6Address) -> str:
    """What one household or venue shares of an address.

    >>> network_of(ip_address("203.0.113.7")), network_of(ip_address("2001:db8:1:2:3::4"))
    ('203.0.113.7', '2001:db8:1:2::/64')
    >>> network_of(ip_address("::ffff:203.0.113.7"))
    '203.0.113.7'
    """
    if isinstance(address, IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Network((address, PREFIX_BITS), strict=False))


def device_for(account: str) -> str | None:
    """What this device was given when it signed in to this account; None when it did not."""
    try:
        return str(_signer(account).loads(request.cookies.get(COOKIE, "")))
    except BadSignature:
        return None


def remember_device(account: str) -> None:
    """Give this device a cookie by which it is known for this account; it does not say which that is."""
    token = _signer(account).dumps(secrets.token_urlsafe(12))

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            token,
            max_age=REMEMBERED,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response


def _signer(account: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"device:{account}")
