"""How soon a cheap phone on slow 3G shows each page for people who look for work.

Opens every page of the tests' world in Chromium with an empty cache, 400 kbit/s, 400 ms and a processor
slowed down four times, and prints the bytes over the wire and the time to the first paint. Run by hand on a
quiet machine (`make bench-pages`), where it takes some minutes; the median of three views counts.
"""

import statistics
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, Site, program, serve
from tests.browser.test_first_view import (
    BYTES_PER_SECOND,
    MOST_BYTES,
    PAINTED_WITHIN_SECONDS,
    ROUND_TRIP_SECONDS,
)
from tests.languages import compile_all
from tests.seeker_pages import SeekerPages
from tests.world import store_world

SLOWER = 4
VIEWS = 3
PAINT = """() => new Promise(tell => {
  const paints = performance.getEntriesByName('first-contentful-paint');
  if (paints.length) return tell(paints[0].startTime);
  new PerformanceObserver(list => tell(list.getEntriesByName('first-contentful-paint')[0].startTime))
    .observe({type: 'paint', buffered: true});
})"""


def view(page: Page, address: str) -> tuple[float, int]:
    """Seconds to the first paint, and bytes over the wire."""
    sizes: dict[str, int] = {}
    session = page.context.new_cdp_session(page)
    session.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    throughput = {"downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
    slow = {"offline": False, "latency": ROUND_TRIP_SECONDS * 1000, **throughput}
    session.send("Network.emulateNetworkConditions", slow)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    painted = page.evaluate(PAINT) / 1000
    session.detach()
    return painted, int(sum(sizes.values()))


def measure(site: Site, pages: SeekerPages) -> list[tuple[float, int, str]]:
    """First paint, bytes and name of every page."""
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        for role in (None, "seeker"):
            context = browser.new_context(
                viewport={"width": 390, "height": 800}, locale="es", base_url=site.address
            )
            if role:
                context.add_cookies([site.cookie(site.world.ours, role)])
            page = context.new_page()
            for address in pages.addresses():
                kind = page.request.head(address).headers.get("content-type", "")
                if "text/html" in kind:
                    views = [view(page, address) for _ in range(VIEWS)]
                    painted = statistics.median(seconds for seconds, _ in views)
                    rows.append((painted, views[-1][1], f"{role or 'signed out'} {address}"))
        browser.close()
    return sorted(rows, reverse=True)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Print the table, slowest first; 1 if a page is too heavy or too late."""
    compile_all()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world_file = (folder / "world.sqlite3", store_world(folder / "world.sqlite3"))
        pages = SeekerPages(world_file, folder)
        with closing(serve(world_file, folder)) as sites:
            rows = measure(next(sites), pages)
        pages.database.close()
    misses = [row for row in rows if row[0] > PAINTED_WITHIN_SECONDS or row[1] > MOST_BYTES]
    say(f"{'painted':>9} {'bytes':>7}  page")
    for painted, size, where in rows:
        say(f"{painted:7.2f} s {size:7}  {where}{'  MISS' if (painted, size, where) in misses else ''}")
    say(f"{len(rows)} pages, {len(misses)} misses")
    return bool(misses)


if __name__ == "__main__":
    sys.exit(main())
