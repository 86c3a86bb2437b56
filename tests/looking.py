"""Looks at a page in a browser as people who see, hear, magnify, print or only have a keyboard do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
# 1280 by 1024 pixels enlarged four times.
ENLARGED = {"width": 320, "height": 256}
_MOST_STOPS = 150
_UNSEEN = {
    "isVisible": "is a stop that nobody can see",
    "isMarked": "does not show that it is where the keyboard is",
    "isOnScreen": "is not on the screen when the keyboard is there",
}

# Every rule that axe has on by default (WCAG 2.0, 2.1 and 2.2 A and AA, and its good practice), and the size
# of what is pressed (2.5.8), which it has off.
_AXE_OPTIONS = json.dumps({"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}})

_OVERFLOWING = """() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= window.innerWidth) return [];
  const isBoxed = one => one.closest('.wide, .govuk-visually-hidden, .visually-hidden');
  const out = [...document.querySelectorAll('body *')].filter(
    one => !isBoxed(one) && one.getBoundingClientRect().right > window.innerWidth + 1);
  const says = one => one.tagName.toLowerCase() + (one.className.baseVal === undefined && one.className ?
    '.' + one.className.split(' ')[0] : '') + ' ' + Math.round(one.getBoundingClientRect().right) + ' px: ' +
    (one.textContent || '').trim().slice(0, 40);
  return ['the page is ' + wide + ' px wide', ...out.slice(-3).map(says)];
}"""

# What can be reached by the Tab key, in the order of the page. A group of radios is one stop.
_STOPS = """() => {
  const seen = new Set();
  return [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex]')].filter(one => {
      if (one.disabled || one.tabIndex < 0 || one.type === 'hidden') return false;
      if (!one.checkVisibility({visibilityProperty: true})) return false;
      if (one.type === 'radio') {
        const group = (one.form ? [...document.forms].indexOf(one.form) : '') + one.name;
        if (seen.has(group)) return false;
        seen.add(group);
      }
      return true;
    }).length;
}"""

# Notes each place where the keyboard comes to, from the start of the page.
_FOLLOWED = """() => {
  const stops = window.__stops = [];
  const isRing = style => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== 'none';
  window.__follow = event => {
    const at = event.target, box = at.getBoundingClientRect(), label = at.labels && at.labels[0];
    const looks = [getComputedStyle(at), getComputedStyle(at, '::before')];
    if (label) looks.push(getComputedStyle(label, '::before'));
    stops.push({
      isNew: !stops.some(one => one.at === at), at,
      says: at.tagName.toLowerCase() + ' “' +
        (at.getAttribute('aria-label') || at.innerText || at.name || '').trim().slice(0, 50) + '”',
      isVisible: (box.width > 1 && box.height > 1) || !!label,
      isMarked: looks.some(isRing),
      isOnScreen: box.bottom > 0 && box.top < window.innerHeight,
    });
  };
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  window.scrollTo(0, 0);
  document.addEventListener('focusin', window.__follow);
}"""
_STOPPED = """() => {
  document.removeEventListener('focusin', window.__follow);
  return window.__stops.map(({at, ...one}) => one);
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the browser of this machine for as long as this lasts; the test is skipped where there is none."""
    installed = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        if installed is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no Chromium is installed; scripts/debian_packages.sh installs one")
        browser = playwright.chromium.launch(
            executable_path=installed, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def faults_of_a_page(page: Page) -> list[str]:
    """Return everything that is wrong with a page that can be seen without acting on it."""
    return [*axe_faults(page), *outline_faults(page), *reflow_faults(page), *print_faults(page)]


def axe_faults(page: Page) -> list[str]:
    """Return what stands in the way of assistive technology and where it is, all parts opened."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    # The mark of where the keyboard is, a background and a thick line, is no fault of a link's own look.
    page.evaluate("document.activeElement.blur()")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run(document, {_AXE_OPTIONS})")
    return [
        f"axe {one['id']}: {one['help']}. {', '.join(node['target'][0] for node in one['nodes'][:3])}"
        f" {one['nodes'][0]['html'][:160]} {_measured(one['nodes'][0])}"
        for one in found["violations"]
    ]


def _measured(node: dict[str, list[dict[str, str]]]) -> str:
    return " ".join(check["message"] for part in ("any", "all", "none") for check in node[part])[:200]


def outline_faults(page: Page) -> list[str]:
    """Return what is wrong with the title and the headings of a page, as somebody who listens meets them."""
    found = []
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])")
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} headings of level 1")
    skipped = [f"level {two} after {one}" for one, two in pairwise(levels) if two > one + 1]
    found += [f"a heading is skipped: {one}" for one in skipped[:1]]
    heading = " ".join((page.locator("h1").first.text_content() or "").split())
    if heading.lower() not in page.title().lower():
        found.append(f"the title “{page.title()}” does not hold the heading “{heading}”")
    return found


def reflow_faults(page: Page) -> list[str]:
    """Return what makes a page scroll sideways on a small screen, enlarged four times, or at full width."""
    found = []
    for size in (NARROW, ENLARGED, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        wide = page.evaluate(_OVERFLOWING)
        if wide:
            found.append(f"at {size['width']} by {size['height']} pixels: {'; '.join(wide)}")
    return found


def print_faults(page: Page) -> list[str]:
    """Return what is wrong on paper: navigation that is printed, tables under charts that are not."""
    page.emulate_media(media="print")
    heights = "[...document.querySelectorAll('{}')].map(one => one.getBoundingClientRect().height)"
    ways_on = page.evaluate(heights.format(".govuk-service-navigation, .govuk-breadcrumbs"))
    tables = page.evaluate(heights.format("figure table"))
    page.emulate_media(media="screen")
    return [
        *(["on paper the navigation is printed too"] if any(ways_on) else []),
        *(["on paper the table of a chart is missing"] if any(one < 20 for one in tables) else []),
    ]


def keyboard_faults(page: Page) -> list[str]:
    """Return what somebody who only has a keyboard meets on a page, going through it once by the Tab key."""
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    expected = min(page.evaluate(_STOPS), _MOST_STOPS)
    page.evaluate(_FOLLOWED)
    for _ in range(expected):
        page.keyboard.press("Tab")
    stops = page.evaluate(_STOPPED)
    again = next((stop for stop in stops if not stop["isNew"]), None)
    if again is not None:
        return [f"the keyboard comes back to {again['says']} before it was everywhere"]
    found = []
    if stops and "Skip to main content" not in stops[0]["says"]:
        found.append(f"the first stop is {stops[0]['says']}, not the way past the navigation")
    if len(stops) < expected:
        found.append(f"the Tab key reaches {len(stops)} of {expected} links, buttons and fields")
    for stop in stops:
        found += [f"{stop['says']} {says}" for part, says in _UNSEEN.items() if not stop[part]]
    return found[:5]


def assert_sound(page: Page) -> None:
    """Fail where anything is wrong with the page that is open."""
    found = faults_of_a_page(page)
    assert not found, f"{page.url}:\n" + "\n".join(found)
