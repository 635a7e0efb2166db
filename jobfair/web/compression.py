"""Answers of text are sent compressed to browsers that read gzip: a slow phone waits for bytes."""

import gzip
import io
import secrets
from functools import lru_cache

from flask import Flask, Response, request

TEXTS = {
    "text/html",
    "text/css",
    "text/javascript",
    "application/javascript",
    "image/svg+xml",
    "text/calendar",
}
#: shorter answers fit into one packet anyway
SHORTEST = 500
#: pages hold secrets beside words from the address: their length is blurred by up to so many bytes (BREACH)
BLUR = 64


def init_app(app: Flask) -> None:
    """Compress what goes out; register before what sets other headers of the answer."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype not in TEXTS or response.status_code in {204, 206, 304}:
        return response
    response.vary.add("Accept-Encoding")
    if "Content-Encoding" in response.headers or not request.accept_encodings["gzip"]:
        return response
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) < SHORTEST:
        return response
    same_for_all = response.mimetype != "text/html"
    response.set_data(_packed_for_all(content) if same_for_all else packed(content, secrets.randbelow(BLUR)))
    response.headers["Content-Encoding"] = "gzip"
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)
    return response


@lru_cache(maxsize=64)
def _packed_for_all(content: bytes) -> bytes:
    return packed(content, 0)


def packed(content: bytes, blur: int) -> bytes:
    """Content as gzip, longer by `blur` bytes: the name in its head, which browsers do not read."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="x" * blur, mode="wb", compresslevel=6, fileobj=out, mtime=0) as file:
        file.write(content)
    return out.getvalue()
