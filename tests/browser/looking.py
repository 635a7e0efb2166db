"""Looking at a page as people do: on a phone, at a desk, at 200 % zoom, and on the narrowest screen."""

from html.parser import HTMLParser

from axe_playwright_python.sync_playwright import Axe

#: name, width in CSS pixels, density: 200 % at a desk leaves half the width, twice as fine
VIEWS = (("390 px", 390, 1), ("1280 px", 1280, 1), ("200 % at 1280 px", 640, 2))
#: nothing scrolls sideways here either (WCAG 1.4.10)
NARROWEST = 320
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll(
    'button, .btn, input[type=submit], select, summary, .tabs a, .door')]
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 0 && (r.height < 43.5 || r.width < 43.5))
  .map(([e, r]) => `${e.tagName} "${e.textContent.trim().slice(0, 30)}" ${r.width}x${r.height}`)"""
RUN_AXE = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
ANCESTORS = 4


class _Structure(HTMLParser):
    """What axe tells apart: elements with classes and attributes below the nearest few; no words, no ids."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: set[tuple[str, ...]] = set()
        self._path: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        names = sorted(name for name in given if not name.startswith("data-"))
        said = [f"{name}={given[name]}" for name in ("class", "type", "role") if given.get(name)]
        self.parts.add((*self._path[-ANCESTORS:], tag, *said, *names))
        if tag not in {"input", "meta", "link", "br", "img", "hr"}:
            self._path.append(f"{tag}.{given.get('class') or ''}")

    def handle_endtag(self, tag):
        while self._path and self._path.pop().partition(".")[0] != tag:
            continue


def structure(html: str) -> frozenset[tuple[str, ...]]:
    """Two pages with the same structure look alike to axe; lists of any length are the same."""
    page = _Structure()
    page.feed(html)
    return frozenset(page.parts)


def follow(page, target) -> None:
    """Press what leads to another page, and wait until that page is there as a whole."""
    with page.expect_navigation():
        page.locator(target).first.click()


def violations(page) -> list[str]:
    """What axe finds in a page as it is shown now."""
    page.evaluate("typeof axe === 'undefined'") and page.evaluate(Axe().axe_script)
    return [
        f"{v['id']}: {[n['target'] for n in v['nodes']][:3]} {v['nodes'][0]['failureSummary']}"
        for v in page.evaluate(RUN_AXE)
    ]


def flaws(page, views=VIEWS, *, with_axe: bool = True) -> list[str]:
    """What is wrong with a page in each view: axe, small targets, and what scrolls sideways."""
    wrong = []
    screen = page.context.new_cdp_session(page)
    for name, width, density in views:
        _resize(screen, width, density)
        wrong += [f"{name}: {one}" for one in (violations(page) if with_axe else [])]
        wrong += [f"{name}: small target: {one}" for one in page.evaluate(SMALL)]
        if page.evaluate(SIDEWAYS) > 0:
            wrong.append(f"{name}: scrolls sideways")
    _resize(screen, NARROWEST, 1)
    if page.evaluate(SIDEWAYS) > 0:
        wrong.append(f"{NARROWEST} px: scrolls sideways")
    screen.detach()
    return wrong


def _resize(screen, width: int, density: int) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": density, "mobile": False}
    screen.send("Emulation.setDeviceMetricsOverride", size)
