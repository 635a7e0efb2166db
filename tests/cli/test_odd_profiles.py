"""What people may write, ranked by the command: every text is answered."""

import json

import pytest

OPENINGS = {"kitchen": "Line cook", "roof": "Roofer", "desk": "Office clerk"}

#: what somebody wrote, and which opening comes first; None where nothing that was written says it
SAID = {
    "empty": ("", None),
    "10,000 words": ("I cooked on the grill for many men. " * 1250, "kitchen"),
    "emoji": ("🔥👷🏽", None),
    "emoji between words": ("🔥cook🔥grill🔥", "kitchen"),
    "HTML": ("<p>line&nbsp;<b>cook</b></p><script>alert(1)</script>", "kitchen"),
    "three languages in a line": ("techador roofer couvreur", "roof"),
    "only stop words": ("the of and el la de los", None),
}


def lines(path, texts):
    rows = (json.dumps({"id": name, "text": text}) for name, text in texts.items())
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def rank(tmp_path):
    """The arguments that rank what people wrote."""
    written = {name: text for name, (text, _) in SAID.items()}
    documents, queries = tmp_path / "openings.jsonl", tmp_path / "people.jsonl"
    return (
        *("match", "rank", "--documents", lines(documents, OPENINGS)),
        *("--queries", lines(queries, written), "--out", str(tmp_path / "run.jsonl")),
    )


def test_every_text_is_ranked_and_what_makes_sense_comes_first(run, rank, tmp_path):
    assert run(*rank).startswith(f"{len(SAID)} queries ranked")
    rows = [json.loads(line) for line in (tmp_path / "run.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == list(SAID)
    for row in rows:
        assert sorted(row["ranking"]) == sorted(OPENINGS), "nothing is left out and nothing comes twice"
        assert row["ranking"][0] == (SAID[row["id"]][1] or row["ranking"][0]), row["id"]
