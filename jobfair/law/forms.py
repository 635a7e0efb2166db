"""Forms of the private check, and of the rules behind it."""

from dataclasses import asdict, fields
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, IntegerField, SelectField, SubmitField, TextAreaField
from wtforms.validators import NumberRange, Optional

from jobfair.law.findings import Answers, Span
from jobfair.law.rules import Rule
from jobfair.seekers.forms import MONTHS, NOT_SURE, ChoiceField, NumberField, YesNoField
from jobfair.web import edge
from jobfair.web.choices import Labels, options
from jobfair.web.forms import CheckboxesField, Form, LinesField, Said, TrimmedField

FIRST_YEAR = 1930

CATEGORIES: Labels = {
    "theft": _l("Stealing or shoplifting"),
    "fraud": _l("Fraud, a false check, or using another person's name"),
    "bank": _l("A case against a bank, or moving money from a crime"),
    "bribery": _l("A bribe, or making a person pay by a threat"),
    "robbery": _l("Robbery: taking something by force"),
    "burglary": _l("Breaking into a home or a building"),
    "arson": _l("Setting a fire"),
    "drug_possession": _l("Having drugs"),
    "drug_sale": _l("Selling, making or bringing in drugs"),
    "driving": _l("Driving, such as a DWI"),
    "weapon": _l("A gun or another weapon"),
    "explosives": _l("Explosives, or a bomb threat"),
    "assault": _l("A fight or hitting, at home too"),
    "serious_assault": _l("Hurting a person badly, or trying to kill"),
    "manslaughter": _l("A death that was not planned"),
    "murder": _l("A death by murder"),
    "kidnapping": _l("Holding a person against their will"),
    "sexual": _l("A sexual case"),
    "child": _l("Harm to a child, or child support"),
    "elder": _l("Harm to an older or sick person"),
    "smuggling": _l("Smuggling, or a case about entering the country"),
    "transport": _l("Harm to a train, plane, ship or truck with dangerous goods"),
    "terror": _l("Spying, treason or terror"),
    "other": _l("Something else, or I'm not sure"),
}
KINDS: Labels = {
    "bar": _l("It may close work"),
    "asking": _l("It says when an employer may ask"),
}
LASTS: Labels = {
    "years": _l("Some years"),
    "always": _l("Until it is waived"),
    "unknown": _l("We cannot tell"),
}
COUNTS: Labels = {
    "later": _l("All times must be over"),
    "sooner": _l("One time must be over"),
}


class YearField(IntegerField):
    """A year that somebody remembers; None when nothing was typed."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        wrong = _l("Give a year with four digits, such as 2019.")
        given = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}
        in_range = NumberRange(FIRST_YEAR, edge.now().year, message=wrong)
        super().__init__(label, [Optional(), in_range], render_kw=given, **kwargs)
        self.wrong = wrong

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the year; what was typed is in no message."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        if not (text.isascii() and text.isdecimal() and len(text) == 4):
            raise ValueError(str(self.wrong))
        self.data = int(text)


class CheckForm(Form):
    """What the private check asks. No answer is kept anywhere."""

    categories = CheckboxesField(_l("What was the case about?"), choices=options(CATEGORIES))
    happened_year = YearField(_l("Year it happened"))
    decided_year = YearField(_l("Year the court decided"))
    decided_month = ChoiceField(_l("Month the court decided"), choices=options(MONTHS, NOT_SURE))
    was_inside = YesNoField(_l("Were you in jail or prison for it?"))
    released_year = YearField(_l("Year you came home"))
    released_month = ChoiceField(_l("Month you came home"), choices=options(MONTHS, NOT_SURE))
    was_young = YesNoField(_l("Were you 21 or younger when it happened?"))
    submit = SubmitField(_l("Show me"))

    def answers(self) -> Answers:
        """The answers as the check takes them; nothing ticked is nothing known."""
        released = _span(self.released_year.data, self.released_month.data)
        return Answers(
            categories=frozenset(self.categories.data or ["other"]),
            happened=_span(self.happened_year.data, None),
            decided=_span(self.decided_year.data, self.decided_month.data),
            was_inside=True if released else self.was_inside.answer(),
            released=released,
            was_young=self.was_young.answer(),
        )


def _span(year: int | None, month: str | None) -> Span | None:
    return Span.of(year, int(month) if month else None) if year else None


class TextField(TextAreaField):
    """A few sentences."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, render_kw={"rows": 3}, **kwargs)


class RuleForm(Form):
    """A rule as an organizer changes it."""

    kind = SelectField(_l("What the rule does"), choices=options(KINDS))
    place = TrimmedField(_l("Whose rule"), [Said()], description=_l("US, or two letters of a state."))
    title_en = TrimmedField(_l("Title in English"))
    title_es = TrimmedField(_l("Title in Spanish"))
    says_en = TextField(_l("What it says, in English"), description=_l("Short, plain words."))
    says_es = TextField(_l("What it says, in Spanish"))
    waiver_en = TextField(
        _l("How to ask for a waiver, in English"), description=_l("Leave it empty if there is none.")
    )
    waiver_es = TextField(_l("How to ask for a waiver, in Spanish"))
    ask_en = TextField(_l("Who to ask, in English"))
    ask_es = TextField(_l("Who to ask, in Spanish"))
    work_words = LinesField(
        _l("Words of the openings it covers"), description=_l("One a line."), render_kw={"rows": 4}
    )
    soc_codes = LinesField(
        _l("O*NET codes of the work it covers"),
        description=_l("One a line; the first digits are enough, such as 31-11."),
        render_kw={"rows": 2},
    )
    categories = CheckboxesField(_l("Cases it looks at"), choices=options(CATEGORIES))
    lasts = SelectField(_l("How long it lasts"), choices=options(LASTS))
    counts = SelectField(_l("When there are several times"), choices=options(COUNTS))
    years_after_offence = NumberField(_l("Years after it happened"))
    years_after_decision = NumberField(_l("Years after the court's decision"))
    years_after_release = NumberField(_l("Years after release"))
    months_if_young = NumberField(_l("Months after the decision for people of 21 or younger"))
    source = TrimmedField(_l("Source"), description=_l("The law, and where you read it."))
    checked_on = DateField(_l("Checked on"), [Optional()])
    in_force_from = DateField(_l("In force from"), [Optional()])
    in_force_to = DateField(_l("Last day in force"), [Optional()], description=_l("Empty while it holds."))
    submit = SubmitField(_l("Save"))

    @classmethod
    def of(cls, rule: Rule | None) -> "RuleForm":
        """The form, filled in with a rule where there is one."""
        data = asdict(rule) if rule else {}
        return cls(data={name: list(v) if isinstance(v, tuple) else v for name, v in data.items()})

    def rule(self) -> dict[str, Any]:
        """The fields of a `Rule`."""
        return {
            field.name: _tidy(self._fields[field.name])
            for field in fields(Rule)
            if field.name in self._fields
        }


class NewRuleForm(RuleForm):
    """A rule of the fair's own."""

    key = TrimmedField(
        _l("Short name"),
        [Said()],
        description=_l("Small letters, digits and dashes, such as “city-code-12”."),
    )


def _tidy(item: Field) -> Any:
    if isinstance(item, IntegerField | DateField):
        return item.data
    if isinstance(item.data, list):
        return tuple(" ".join(part.split()) for part in item.data)
    return " ".join((item.data or "").replace("\0", " ").split())
