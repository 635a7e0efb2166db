"""What is sent compressed, to whom, and what is not."""

import gzip

import pytest
from flask import Response

from jobfair.web import compression

ACCEPTS = {"Accept-Encoding": "gzip, br"}


def test_pages_and_styles_are_small_for_who_reads_gzip(client):
    for address in ("/come-back", "/styles.css", "/static/work.svg"):
        plain = client.flask.get(address, buffered=True)
        packed = client.flask.get(address, headers=ACCEPTS, buffered=True)
        assert packed.headers["Content-Encoding"] == "gzip", address
        assert len(packed.data) < len(plain.data) / 2
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in plain.headers["Vary"]
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert gzip.decompress(packed.data) == plain.data


def test_a_kept_file_is_not_sent_twice(client):
    first = client.flask.get("/static/work.svg", headers=ACCEPTS, buffered=True)
    again = client.flask.get(
        "/static/work.svg", headers=ACCEPTS | {"If-None-Match": first.headers["ETag"]}, buffered=True
    )
    assert again.status_code == 304
    assert again.data == b""


@pytest.mark.parametrize(
    "answer",
    [
        Response("short", mimetype="text/html"),
        Response(b"x" * 9000, mimetype="application/zip"),
        Response("x" * 9000, mimetype="text/html", headers={"Content-Encoding": "br"}),
        Response("x" * 9000, mimetype="text/html", status=206),
    ],
    ids=["short", "no text", "compressed already", "a part"],
)
def test_what_is_left_as_it_is(app, answer):
    before = answer.get_data()
    app.view_functions["styles"] = lambda: answer
    assert app.test_client().get("/styles.css", headers=ACCEPTS).data == before


def test_the_length_of_a_page_tells_little():
    content = b"<p>secret</p>" * 100
    lengths = {len(compression.packed(content, blur)) for blur in range(compression.BLUR)}
    assert len(lengths) >= compression.BLUR - 1
    assert gzip.decompress(compression.packed(content, 7)) == content
