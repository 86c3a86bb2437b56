"""Charts: one image with a name each, and a network whose arrows say who moves whom."""

from __future__ import annotations

import math

import pytest
from lxml import etree

from joinedup.reports.charts import Arrow, Node, bridge_bars, chance_line, network, share_bars, tornado
from joinedup.reports.charts._network import _places

pytestmark = pytest.mark.unit

NODES = [Node("Care", "Children"), Node("Youth", "Children"), Node("Homes", "Housing")]
KINDS = {"trial": ("#0f7a52", (1, 0)), "judgement": ("#595959", (2, 4))}


def drawn(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


@pytest.mark.parametrize(
    "svg",
    [
        chance_line("A <b>", "It says & shows.", ["2026/27", "2027/28"], [0.0, 1.0]),
        share_bars("A <b>", "It says & shows.", [("Judged", 0.6, 0.5, 0.7, 0.4)]),
        network("A <b>", "It says & shows.", NODES, [Arrow("Homes", "Care", 3, "trial")], KINDS),
        bridge_bars("A <b>", "It says & shows.", ("Then", 0.0), [("More", 2e6), ("Less", -1e6)], "Now"),
        tornado("A <b>", "It says & shows.", [("Pay", 2e6), ("Tax", -1e6)]),
    ],
    ids=["chances", "shares", "network", "bridge", "tornado"],
)
def test_a_chart_is_one_image_with_a_name_and_a_description(svg: str) -> None:
    picture = drawn(svg)
    title, desc = picture[0], picture[1]
    assert (picture.get("role"), title.text, desc.text) == ("img", "A <b>", "It says & shows.")
    assert picture.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_every_node_stands_on_the_circle_apart_from_the_others() -> None:
    places = _places(NODES)
    assert all(math.hypot(*at) == pytest.approx(1.0) for at in places.values())
    near, far = math.dist(places["Care"], places["Youth"]), math.dist(places["Youth"], places["Homes"])
    assert 0.5 < near < far


def test_every_name_and_arrow_is_drawn_and_what_acts_on_itself_is_not() -> None:
    arrows = [Arrow("Homes", "Care", 3, "trial"), Arrow("Youth", "Care", 1, "judgement")]
    svg = network("Map", "Says.", NODES, [*arrows, Arrow("Care", "Care", 9, "trial")], KINDS)
    assert {"Care", "Youth", "Homes"} <= {one.text for one in drawn(svg).iter("{*}text")}
    # One line and one head for each arrow, in the colour of its evidence.
    assert svg.count('stroke="#0f7a52"') == 1 and svg.count('fill="#0f7a52"') == 1
    assert svg.count('stroke="#595959"') == 1
