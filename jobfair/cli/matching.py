"""Commands that rank texts and explain a pair, through the code that ranks people and openings."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from jobfair.cli.base import main
from jobfair.matching import Matcher, OpeningRecord, SeekerRecord, explain, rank_texts

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
#: vocabularies this installation knows; more come by import
VOCABULARIES = ("shipped",)


@main.group()
def match() -> None:
    """Rank texts, and explain why a person and an opening fit."""


@match.command("rank")
@click.option("--documents", required=True, type=FILE, help="Lines of JSON with id, text, perhaps title.")
@click.option("--queries", required=True, type=FILE, help="Lines of JSON with id and text.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Run file.")
@click.option("--top", default=100, show_default=True, type=click.IntRange(min=1), help="Documents a query.")
@click.option("--vocabulary", type=click.Choice(VOCABULARIES), default=VOCABULARIES[0], show_default=True)
def rank(documents: Path, queries: Path, out: Path, top: int, vocabulary: str) -> None:
    """Rank documents for queries, best first, and write a run file."""
    found = rank_texts(_rows(documents), _rows(queries), top)
    with out.open("w", encoding="utf-8") as file:
        for query_id, ranking in found:
            file.write(json.dumps({"id": query_id, "ranking": ranking}, ensure_ascii=False) + "\n")
    click.echo(f"{len(found)} queries ranked with the {vocabulary} vocabulary.")


@match.command("explain")
@click.option("--said", required=True, multiple=True, help="What the person has done or can do; repeat it.")
@click.option("--opening", required=True, help="Title of the opening.")
@click.option("--duties", default="", help="What the person will do there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def explain_pair(said: tuple[str, ...], opening: str, duties: str, as_json: bool) -> None:
    """Say why what a person said fits an opening, or that it does not."""
    wanted = OpeningRecord(1, employer_id=1, title=opening, duties=duties)
    found = explain(SeekerRecord(1, work=said), wanted, Matcher().fit([wanted]))
    if as_json:
        reason = {"key": found.reason.key, "values": dict(found.reason.values)}
        missing = [one.english() for one in found.missing]
        click.echo(
            json.dumps({"score": found.score, "reason": reason, "said": found.said, "missing": missing})
        )
        return
    click.echo(f"{found.reason.english()} (score {found.score:.2f})")
    for one in found.missing:
        click.echo(f"- {one.english()}")


def _rows(path: Path) -> list[Mapping[str, str]]:
    """Rows of a file of JSON lines; a line that is none is named."""
    rows: list[Mapping[str, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if isinstance(row["id"], str) and isinstance(row["text"], str):
                rows.append(row)
                continue
        except (ValueError, KeyError, TypeError):
            pass
        raise click.ClickException(f"{path.name}, line {number}: not an object with the texts id and text.")
    return rows
