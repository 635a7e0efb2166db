"""Reading rules of law, and the openings they may cover."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.employers.models import Opening
from jobfair.errors import N_, NotFound
from jobfair.fairs.models import Booth
from jobfair.fairs.queries.employers import openings_at_fair
from jobfair.law.findings import Work
from jobfair.law.models import LegalRule
from jobfair.law.rules import Rule, rule_of, shipped_rules

#: words by which the name of a support desk tells that it knows the law
LEGAL_WORDS = ("legal", "law", "record", "expunge", "antecedentes")


def rules_of_fair(session: Session, fair_id: int) -> list[Rule]:
    """The rules of a fair, retired ones too: those of the program with the fair's changes, then its own."""
    rules = {rule.key: rule for rule in shipped_rules()}
    for row in changes_of_fair(session, fair_id):
        rules[row.key] = rule_of(row.content)
    return list(rules.values())


def rule_at_fair(session: Session, fair_id: int, key: str) -> Rule:
    """The rule with this key.

    Raises
    ------
    NotFound
        There is none.
    """
    for rule in rules_of_fair(session, fair_id):
        if rule.key == key:
            return rule
    raise NotFound(N_("There is no such rule."))


def changes_of_fair(session: Session, fair_id: int, key: str | None = None) -> list[LegalRule]:
    """What was changed at a fair, oldest first; of one rule where a key is given."""
    statement = select(LegalRule).where(LegalRule.fair_id == fair_id).order_by(LegalRule.id)
    if key is not None:
        statement = statement.where(LegalRule.key == key)
    return list(session.scalars(statement))


def works_of_fair(session: Session, fair_id: int) -> list[Work]:
    """The open openings of a fair as rules look at them."""
    return [_work(opening) for opening in openings_at_fair(session, fair_id)]


def legal_desks(session: Session, fair_id: int) -> list[Booth]:
    """Booths of support desks that know the law, by label."""
    booths = session.scalars(
        select(Booth).where(Booth.fair_id == fair_id, Booth.support_desk.is_not(None)).order_by(Booth.label)
    )
    return [
        booth
        for booth in booths
        if any(word in (booth.support_desk or "").casefold() for word in LEGAL_WORDS)
    ]


def _work(opening: Opening) -> Work:
    texts = [opening.title, opening.duties, *opening.skills, *opening.must_have_certificates]
    return Work(
        title=opening.title,
        employer=opening.employer.name,
        text=" / ".join([*texts, opening.employer.name]),
        soc_code=opening.soc_code,
        state=opening.state,
    )
