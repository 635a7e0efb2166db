"""The rules of the house (docs/architecture.md), enforced on the import graph and the file tree."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "jobfair"
FILES = sorted(PACKAGE.rglob("*.py"))

RANKS = {
    "accounts": 0,
    "seekers": 1,
    "employers": 1,
    "fairs": 2,
    "suggestions": 3,
    "law": 3,
    "interviews": 4,
    "reports": 5,
}
LAYERS = {"models": 0, "queries": 1, "actions": 2, "forms": 3, "views": 4}
FREE_OF_THE_WEB = {"models", "queries", "actions"}
WEB = {"flask", "flask_login", "flask_wtf", "flask_babel", "flask_bootstrap", "wtforms"}
#: pure libraries, and what they may import besides Python's own modules
PURE = {
    "matching": {"numpy", "scipy", "sklearn", "joblib", "rapidfuzz", "zipcodes"},
    "scheduling": {"numpy", "scipy"},
}
EVERYTHING_MAY = {"app", "cli", "serving", "background", "sample"}


def imports_of(path):
    """Full names of what a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def parts_of(path):
    return path.relative_to(PACKAGE).with_suffix("").parts


def room_and_layer(parts):
    return (
        (parts[0], next((p for p in parts[1:] if p in LAYERS), None)) if parts[0] in RANKS else (None, None)
    )


def ours(imported):
    """The parts behind `jobfair.` of an imported name; None for another package."""
    parts = tuple(imported.split("."))
    return parts[1:] if parts[0] == "jobfair" else None


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_the_right_way(path):
    parts = parts_of(path)
    room, layer = room_and_layer(parts)
    for imported in imports_of(path):
        target = ours(imported)
        if target is None:
            continue
        if parts[0] in PURE:
            assert target[0] == parts[0], f"{imported}: the pure libraries import nothing else of jobfair"
        if parts[0] not in EVERYTHING_MAY:
            assert target[0] not in {"app", "cli"}, f"{imported}: nothing imports the wiring"
        if parts[0] == "web":
            assert target[0] not in RANKS, f"{imported}: fittings know no feature"
        if room is None or not target:
            continue
        if target[0] == "matching":
            assert room == "suggestions", f"{imported}: only suggestions calls matching"
        if target[0] == "scheduling":
            assert room in {"interviews", "fairs"}, f"{imported}: only interviews and fairs call scheduling"
        if target[0] in RANKS and target[0] != room:
            assert RANKS[target[0]] < RANKS[room], f"{imported}: imports point down only"
        other_room, other_layer = room_and_layer(target)
        if other_room == room and layer and other_layer:
            assert LAYERS[other_layer] <= LAYERS[layer], f"{imported}: models < queries < actions < views"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rules_and_tables_know_no_web(path):
    parts = parts_of(path)
    room, layer = room_and_layer(parts)
    top = {imported.split(".")[0] for imported in imports_of(path)}
    if room and layer in FREE_OF_THE_WEB:
        assert not top & WEB
    if parts[0] in PURE:
        foreign = top - PURE[parts[0]] - sys.stdlib_module_names - {"jobfair"}
        assert not foreign, "a pure library needs nothing else"


def test_nothing_knows_of_the_private_check_of_laws():
    """What is answered there can reach no ranking, export or employer page: nobody imports it."""
    others = [path for path in FILES if parts_of(path)[0] not in {"law", "app"}]
    for path in others:
        assert not {i for i in imports_of(path) if i.startswith("jobfair.law")}, path
    assert len(others) < len(FILES) - 1, "there is nothing to guard"


def modules():
    return {".".join(("jobfair", *parts_of(path))).removesuffix(".__init__"): path for path in FILES}


def test_there_is_no_import_cycle():
    names = modules()
    graph = {}
    for name, path in names.items():
        wanted = {i if i in names else i.rsplit(".", 1)[0] for i in imports_of(path)}
        graph[name] = {w for w in wanted if w in names and w != name}
    done, active = set(), []

    def visit(name):
        assert name not in active, f"import cycle: {' -> '.join([*active[active.index(name) :], name])}"
        if name in done:
            return
        active.append(name)
        for other in sorted(graph[name]):
            visit(other)
        done.add(active.pop())

    for name in sorted(graph):
        visit(name)


def tracked(*patterns):
    listed = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def test_files_are_short_and_well_named():
    for path in tracked("*.py", "*.html", "*.css", "*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, f"{path}: over 400 lines"
        assert path.stem not in {"utils", "helpers", "common", "misc"}, path


def functions():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def lines_of_code(node):
    first = node.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    start = first.end_lineno + 1 if has_docstring and first.end_lineno else first.lineno
    return max(0, (node.end_lineno or 0) - start + 1)


def test_functions_are_short():
    lengths = sorted(lines_of_code(node) for _, node in functions())
    p90 = lengths[int(len(lengths) * 0.9)]
    assert p90 <= 30, f"p90 of function lengths is {p90}"
    long = [f"{path.name}:{node.name}" for path, node in functions() if lines_of_code(node) > 60]
    assert not long, f"over 60 lines: {long}"


def test_public_functions_say_what_they_do():
    silent = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path, node in functions()
        if not node.name.startswith("_") and ast.get_docstring(node) is None and not _nested(path, node)
    ]
    assert not silent


def _nested(path, node):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {
        child.lineno
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef)
        for child in ast.walk(outer)
        if isinstance(child, ast.FunctionDef) and child is not outer
    }
    return node.lineno in inner


def test_pages_use_person_first_words():
    banned = ("felon", "ex-con", "convict", "offender", "inmate", "criminal")
    for path in [*tracked("jobfair/templates"), *tracked("jobfair/translations")]:
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in banned if word in text], path
