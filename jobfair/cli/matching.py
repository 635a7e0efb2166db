"""Commands that rank texts, explain a pair and evaluate a fair, through the code of the pages."""

import json
import os
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click
from sqlalchemy.orm import Session

from jobfair.cli.base import LARGEST_NUMBER, NUMBER, main, with_database
from jobfair.compute import compute
from jobfair.config import Settings, instance_folder
from jobfair.db import Database
from jobfair.errors import N_, NotFound
from jobfair.fairs.queries import fair_by_id
from jobfair.matching import (
    ConceptEncoder,
    Explanation,
    Matcher,
    OpeningRecord,
    SeekerRecord,
    explain,
    rank_texts,
)
from jobfair.seekers.queries import seeker_of_code_typed
from jobfair.suggestions.queries.evaluation import Evaluation, evaluate
from jobfair.suggestions.queries.pair import explain_pair, newest_fair_of
from jobfair.suggestions.queries.settings import matching_settings
from jobfair.suggestions.word_index import CHOICES, EVERYTHING, word_index

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
WORDS = click.option(
    "--vocabulary",
    type=click.Choice(CHOICES),
    default=EVERYTHING,
    show_default=True,
    help="Words to read with: the shipped ones, with one import, or with all, as the site does.",
)


@main.group()
@click.pass_context
def match(context: click.Context) -> None:
    """Rank texts, explain why a person and an opening fit, and evaluate a fair's suggestions."""
    context.with_resource(compute(os.environ))


@match.command("rank")
@click.option("--documents", required=True, type=FILE, help="Lines of JSON with id, text, perhaps title.")
@click.option("--queries", "asked", required=True, type=FILE, help="Lines of JSON with id and text.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Run file.")
@click.option("--top", default=100, show_default=True, type=click.IntRange(min=1), help="Documents a query.")
@WORDS
def rank(documents: Path, asked: Path, out: Path, top: int, vocabulary: str) -> None:
    """Rank documents for queries, best first, and write a run file."""
    if not out.parent.is_dir():
        raise click.ClickException(f"There is no folder {out.parent}.")
    words = word_index(instance_folder(os.environ), vocabulary)
    found = rank_texts(_rows(documents), _rows(asked), top, words)
    with out.open("w", encoding="utf-8") as file:
        for query_id, ranking in found:
            file.write(json.dumps({"id": query_id, "ranking": ranking}, ensure_ascii=False) + "\n")
    click.echo(f"{len(found)} queries ranked; vocabulary: {vocabulary}.")


@match.command("explain")
@click.argument("seeker", required=False)
@click.argument("opening_id", metavar="[OPENING]", type=NUMBER, required=False)
@click.option("--fair", "fair_id", type=NUMBER, help="Where both are; the newest such fair by default.")
@click.option("--said", multiple=True, help="What a person has done or can do; repeat it.")
@click.option("--opening", "title", default="", help="Title of an opening.")
@click.option("--duties", default="", help="What the person will do there.")
@WORDS
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def explain_why(  # noqa: PLR0913 - two ways to name a pair
    *,
    seeker: str | None,
    opening_id: int | None,
    fair_id: int | None,
    said: tuple[str, ...],
    title: str,
    duties: str,
    vocabulary: str,
    as_json: bool,
) -> None:
    """Say why a person fits an opening, or that they do not.

    Either SEEKER (a code such as K7-MAPLE, or an id) and OPENING (an id) of a fair, or words of your own with
    --said and --opening.
    """
    if seeker and opening_id and not said and not title:
        found = _explain_stored(seeker, opening_id, fair_id)
    elif said and title and not seeker:
        wanted = OpeningRecord(1, employer_id=1, title=title, duties=duties)
        words = word_index(instance_folder(os.environ), vocabulary)
        found = explain(SeekerRecord(1, work=said), wanted, Matcher(ConceptEncoder(words)).fit([wanted]))
    else:
        raise click.UsageError("Give SEEKER and OPENING, or --said and --opening.")
    _print_explanation(found, as_json)


@match.command("evaluate")
@click.argument("fair_id", metavar="FAIR", type=NUMBER)
@click.option("--spread", type=click.IntRange(0, 100), metavar="PERCENT", help="Instead of the fair's own.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_database
def evaluate_fair(
    _settings: Settings, database: Database, fair_id: int, spread: int | None, as_json: bool
) -> None:
    """Say how a fair's suggestions come out for everybody, without and with spreading.

    \b
    coverage     share of openings on somebody's list of 10
    exposure     how much an opening is looked at, over all lists: least, mean, most
    Gini         how unevenly they are looked at: 0 all alike, near 1 one has all
    envy         how much more another's list would be worth to a person: mean, and share of people
    inferiority  how far better-fitting people stand before a person at their openings: mean
    own lists    share of the worth of people's own lists that spreading costs
    """
    with database.read() as session:
        fair_by_id(session, fair_id)
        share = matching_settings(session, fair_id).crowding_percent if spread is None else spread
        found = evaluate(session, fair_id, sorted({0, share}))
    if as_json:
        click.echo(json.dumps({"fair": fair_id, "figures": [asdict(one) for one in found]}))
        return
    for one in found:
        _print_evaluation(one)


@with_database
def _explain_stored(
    _settings: Settings, database: Database, seeker: str, opening_id: int, fair_id: int | None
) -> Explanation:
    with database.read() as session:
        is_number = seeker.isdecimal() and int(seeker[:20]) <= LARGEST_NUMBER
        seeker_id = int(seeker) if is_number else _id_of_code(session, seeker)
        where = newest_fair_of(session, seeker_id, opening_id) if fair_id is None else fair_id
        return explain_pair(session, where, seeker_id, opening_id)


def _id_of_code(session: Session, code: str) -> int:
    person = seeker_of_code_typed(session, code)
    if person is None:
        raise NotFound(N_("There is no person with the code %(code)s."), code=code)
    return person.id


def _print_explanation(found: Explanation, as_json: bool) -> None:
    missing = [one.english() for one in found.missing]
    if as_json:
        reason = {"key": found.reason.key, "values": dict(found.reason.values)}
        click.echo(
            json.dumps({"score": found.score, "reason": reason, "said": found.said, "missing": missing})
        )
        return
    click.echo(f"{found.reason.english()} (score {found.score:.2f})")
    for sentence in missing:
        click.echo(f"- {sentence}")


def _print_evaluation(one: Evaluation) -> None:
    seen = list(one.exposure.values()) or [0.0]
    click.echo(f"Spread {one.crowding_percent} %")
    click.echo(f"  coverage     {one.coverage:.2f}" if one.exposure else "  coverage     no opening to cover")
    mean = sum(seen) / len(seen)
    click.echo(f"  exposure     least {min(seen):.1f}, mean {mean:.1f}, most {max(seen):.1f}")
    click.echo(f"  Gini         {one.gini:.2f}")
    click.echo(f"  envy         {one.envy:.3f}, {one.envious:.0%} of people")
    click.echo(f"  inferiority  {one.inferiority:.3f}")
    click.echo(f"  own lists    lose {one.own_lists_lose:.1%}")


def _rows(path: Path) -> list[Mapping[str, str]]:
    """Rows of a file of JSON lines; a line that is none is named."""
    rows: list[Mapping[str, str]] = []
    for number, line in enumerate(path.read_bytes().removeprefix(BOM_UTF8).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8"))
            if {type(row["id"]), type(row["text"]), type(row.get("title", ""))} == {str}:
                row["id"].encode("utf-8")  # half a character cannot be written to the run file
                rows.append(row)
                continue
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        raise click.ClickException(
            f"{path.name}, line {number}: not an object in UTF-8 with the texts id and text."
        )
    return rows
