"""The style sheet: what is kept of Bootstrap is what pages use, and browsers keep it until it changes."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from jobfair.web import styles

ROOT = Path(styles.__file__).parent.parent
CSS = """/*! Licence */:root{--a:1}.btn,.card{color:red}.card .btn{a:b}a:not(.btn,.card){b:c}h1,.h1{d:e}
@media (min-width:9px){.card{f:g}.btn:hover{h:i}}@media print{.card{j:k}}@keyframes x{0%{l:m}to{n:o}}"""


def bootstrap() -> str:
    return files("flask_bootstrap").joinpath("static/bootstrap5/css/bootstrap.min.css").read_text("utf-8")


def test_rules_of_other_classes_are_cut():
    cut = styles.cut(CSS, frozenset({"btn"}))
    assert cut == ":root{--a:1}.btn{color:red}h1{d:e}@media (min-width:9px){.btn:hover{h:i}}"


def test_the_licence_stays():
    assert styles.licence(CSS) == "/*! Licence */"
    assert styles.licence("a{}") == ""
    assert "Licensed under MIT" in styles.sheet()


def test_templates_use_no_class_of_bootstrap_that_is_cut():
    theirs = set(styles.CLASS.findall(bootstrap()))
    ours = set(styles.CLASS.findall("".join((ROOT / "static" / name).read_text() for name in styles.OWN)))
    used = set()
    for path in [*ROOT.rglob("*.html"), *ROOT.rglob("*.py")]:
        for text in re.findall(r"""class_?=(".*?"|'.*?')""", path.read_text()):
            used |= set(re.findall(r"[\w-]+", text))
    assert used & theirs - ours <= styles.KEPT
    assert used >= styles.KEPT


@pytest.mark.parametrize("name", sorted(styles.KEPT))
def test_what_is_kept_is_all_there(name):
    rule = re.compile(rf"\.{name}(?![\w-])")
    assert rule.search(styles.sheet())


def test_browsers_keep_files_whose_address_has_a_fingerprint(client):
    page = client.get("/come-back").text
    address = re.search(r'href="(/styles\.css\?v=\w{10})"', page).group(1)
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == styles.FOR_GOOD
    assert answer.text == styles.sheet()
    icon = client.get(re.search(r'href="(/static/icon\.svg\?v=\w{10})"', page).group(1), buffered=True)
    assert icon.headers["Cache-Control"] == styles.FOR_GOOD
    assert client.get("/styles.css").headers.get("Cache-Control") != styles.FOR_GOOD
