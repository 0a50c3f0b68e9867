"""The network's page in headless Chromium: what a reader sees, clicks and is told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networks
import pytest
from browsing import Window, chromium

from kg.views.network import Kind, Network
from kg.views.page import html

pytestmark = pytest.mark.browser

SHOWN = "points.filter((p) => !nodes.get(p.id).hidden).map((p) => p.name)"
TIES = "ties.filter((t) => !edges.get(t.id).hidden).map((t) => [title(t.from), title(t.to)].sort())"


class Reader(Window):
    """A reader's window on the network."""

    def open(self, page: Path) -> None:
        self.visit(page.as_uri())
        self.wait("return document.readyState === 'complete' && network.getScale() > 0")

    def shown(self) -> set[str]:
        return set(self.ask(SHOWN))

    def ties(self) -> set[tuple[str, str]]:
        return {(a, b) for a, b in self.ask(TIES)}

    def tick(self, name: str, value: str) -> None:
        self.find(f"input[name={name}][value={value}]").click()

    def search(self, words: str) -> None:
        self.find("#search").clear()
        self.find("#search").send_keys(words + "\n")

    def point_at(self, x: float, y: float) -> Any:
        """The pointer over a place of the picture, given in the picture's own coordinates."""
        from selenium.webdriver import ActionChains

        self.driver.execute_script("byId('stage').scrollIntoView()")
        spot = self.ask(f"network.canvasToDOM({{x: {x}, y: {y}}})")
        corner = self.ask("byId('picture').getBoundingClientRect().toJSON()")
        pointer = ActionChains(self.driver)
        pointer.w3c_actions.pointer_action.move_to_location(
            round(corner["x"] + spot["x"]), round(corner["y"] + spot["y"])
        )
        return pointer

    def place(self, name: str) -> dict[str, float]:
        return dict(self.ask(f"network.getPosition(points.find((p) => p.name === {json.dumps(name)}).id)"))


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield Reader(driver)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Network, str], Path]:
    folder = tmp_path_factory.mktemp("pages")

    def write(network: Network, title: str) -> Path:
        page = folder / f"{len(list(folder.iterdir()))}.html"
        page.write_text(html(network, title), encoding="utf-8")
        return page

    return write


@pytest.fixture(scope="module")
def page(written: Callable[[Network, str], Path]) -> Path:
    return written(networks.small(), "云岭市人民政府公报")


@pytest.fixture
def reader(window: Reader, page: Path) -> Reader:
    """The small network, freshly opened."""
    window.open(page)
    return window


FINANCE, SCHOOLS, WATER = networks.FINANCE.name, networks.SCHOOLS.name, networks.WATER.name
ALL_TIES = {tuple(sorted(pair)) for pair in [(FINANCE, SCHOOLS), (FINANCE, WATER), (SCHOOLS, WATER)]}


def test_the_page_opens_on_the_bodies_that_share_duties(reader: Reader) -> None:
    assert reader.shown() == {FINANCE, SCHOOLS, WATER}
    assert reader.ties() == ALL_TIES


@pytest.mark.parametrize("ink", ["responsible", "support", "ink"])
def test_dots_and_labels_are_painted(reader: Reader, ink: str) -> None:
    reader.wait(
        f"""
        const canvas = document.querySelector("#picture canvas");
        const {{ data: bytes }} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const wanted = parseInt(colour("{ink}").slice(1), 16);
        let painted = 0;
        for (let i = 0; i < bytes.length; i += 4) {{
          if ((bytes[i] << 16) + (bytes[i + 1] << 8) + bytes[i + 2] === wanted) painted += 1;
        }}
        return painted > 50;"""
    )


def test_nothing_moves_by_itself(reader: Reader) -> None:
    assert reader.ask("network.physics.physicsEnabled") is False
    before = reader.ask("network.getPositions()")
    time.sleep(0.5)
    assert reader.ask("network.getPositions()") == before
    written = reader.ask("Object.fromEntries(points.map((p) => [p.id, {x: p.x, y: p.y}]))")
    inside = all(written[key] == spot for key, spot in before.items())
    assert before and inside, "not where the page says"


def test_unticking_a_role_takes_away_the_ties_that_rest_on_it(reader: Reader) -> None:
    reader.tick("role", "support")
    assert reader.ties() == {tuple(sorted([FINANCE, SCHOOLS]))}
    assert WATER not in reader.shown()
    assert reader.find("#pairs tbody").text.count("查看") == 1, "the table does not follow the filter"


def test_choosing_a_document_leaves_what_stands_in_it(reader: Reader) -> None:
    reader.driver.execute_script(
        "byId('document').value = String(points.find((p) => p.label.startsWith('云政发')).id);"
        "byId('document').dispatchEvent(new Event('change'));"
    )
    assert reader.ties() == {tuple(sorted([FINANCE, SCHOOLS]))}
    assert reader.find("#pairs tbody tr:not([hidden]) .number").text == "1", (
        "of two shared clauses one is in it"
    )


def test_the_legend_brings_in_documents_counties_and_projects(reader: Reader) -> None:
    for kind in (Kind.DOCUMENT, Kind.COUNTY, Kind.PROJECT):
        reader.tick("kind", kind)
    assert {
        networks.PLAN.name,
        networks.NOTICE.name,
        networks.COUNTY.name,
        networks.PIPES.name,
    } <= reader.shown()
    assert tuple(sorted([networks.PIPES.name, networks.COUNTY.name])) in reader.ties()


def test_the_slider_asks_for_more_shared_clauses_or_for_none(reader: Reader) -> None:
    for least, shown in ((2, {FINANCE, SCHOOLS}), (0, {FINANCE, SCHOOLS, WATER, networks.DISTRICT.name})):
        reader.driver.execute_script(
            f"byId('least').value = {least}; byId('least').dispatchEvent(new Event('input'))"
        )
        assert reader.shown() == shown, f"at least {least}"


def test_search_goes_to_a_body_even_where_the_filters_hide_it(reader: Reader) -> None:
    reader.search("桐溪区")
    assert networks.DISTRICT.name in reader.shown()
    assert reader.ask("network.getSelectedNodes().map(title)") == [networks.DISTRICT.name]
    card = reader.find("#card").text
    assert "通知/三" in card and "桐溪区政府要加强宣传" in card
    spot = reader.place(networks.DISTRICT.name)
    x = reader.ask(f"network.canvasToDOM({json.dumps(spot)}).x")
    assert 0 < x < reader.ask("byId('card').offsetLeft"), "the body is hidden behind its own card"


def test_the_chosen_body_brings_in_all_it_shares_with(reader: Reader) -> None:
    reader.driver.execute_script("byId('least').value = 2; byId('least').dispatchEvent(new Event('input'))")
    assert reader.ties() == {tuple(sorted([FINANCE, SCHOOLS]))}
    reader.search(FINANCE)
    assert reader.shown() == {FINANCE, SCHOOLS, WATER}
    assert tuple(sorted([FINANCE, WATER])) in reader.ties(), "its lighter ties stay hidden"


def test_search_says_so_when_there_is_no_such_body(reader: Reader) -> None:
    reader.search("气象局")
    assert "气象局" in reader.find("#found").text


def test_pointing_at_a_body_quotes_its_clauses(reader: Reader) -> None:
    spot = reader.place(WATER)
    reader.point_at(spot["x"], spot["y"]).perform()
    reader.wait("return !byId('tip').hidden")
    tip = reader.find("#tip").text
    assert "正文/一/1" in tip and "配合单位：市水利局" in tip


def test_pointing_at_a_tie_quotes_both_bodies(reader: Reader) -> None:
    one, other = reader.place(FINANCE), reader.place(SCHOOLS)
    reader.point_at((one["x"] + other["x"]) / 2, (one["y"] + other["y"]) / 2).perform()
    reader.wait("return !byId('tip').hidden")
    tip = reader.find("#tip").text
    assert "共担 2 条" in tip and "由市财政局牵头" in tip and "责任单位：市教育局" in tip


def test_clicking_a_body_lights_its_neighbours_and_lists_the_clauses(reader: Reader) -> None:
    spot = reader.place(FINANCE)
    reader.point_at(spot["x"], spot["y"]).click().perform()
    reader.wait("return !byId('card').hidden")
    card = reader.find("#card").text
    assert "云政办发〔2020〕3号 · 正文/一/1" in card and "由市财政局牵头" in card and "共担：" in card
    faint = reader.ask("points.filter((p) => nodes.get(p.id).opacity < 1).map((p) => p.name)")
    assert not {FINANCE, SCHOOLS, WATER} & set(faint)


def test_a_row_of_the_table_opens_its_tie(reader: Reader) -> None:
    reader.driver.execute_script("arguments[0].click()", reader.find("#pairs tbody button"))
    card = reader.find("#card").text
    assert "共担 2 条" in card and "通知/二" in card


def test_no_error_and_no_request(reader: Reader) -> None:
    for kind in (Kind.DOCUMENT, Kind.COUNTY, Kind.PROJECT):
        reader.tick("kind", kind)
    reader.search("财政局")
    assert reader.errors() == []
    left = [url for url in reader.requests() if not url.startswith(("file:", "data:"))]
    assert left == []


def test_hostile_words_stay_words(window: Reader, written: Callable[[Network, str], Path]) -> None:
    window.open(written(networks.hostile(), networks.HOSTILE))  # an alert would raise in the next command
    for kind in (Kind.DOCUMENT, Kind.COUNTY, Kind.PROJECT):
        window.tick("kind", kind)
    window.search(f"1{networks.HOSTILE}")
    assert window.ask("document.images.length") == 0
    assert window.ask("document.scripts.length") == 3
    assert window.driver.title == networks.HOSTILE
    for selector in ("h1", "#document", "#card", "#pairs tbody"):
        assert networks.HOSTILE in window.ask(f"document.querySelector('{selector}').textContent"), selector
    spot = window.place(f"2{networks.HOSTILE}")
    window.point_at(spot["x"], spot["y"]).perform()
    window.wait("return !byId('tip').hidden")
    assert networks.HOSTILE in window.find("#tip").text
    assert window.errors() == []


def test_no_label_covers_another(window: Reader, written: Callable[[Network, str], Path]) -> None:
    window.open(written(networks.crowd(60), "云岭市人民政府公报"))
    window.driver.execute_script("byId('least').value = 0; byId('least').dispatchEvent(new Event('input'))")
    boxes = window.ask("points.filter((p) => p.kind === 'body').map((p) => network.getBoundingBox(p.id))")
    covered = [
        (i, j)
        for i, a in enumerate(boxes)
        for j, b in enumerate(boxes[:i])
        if min(a["right"], b["right"]) - max(a["left"], b["left"]) > 2
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 2
    ]
    assert not covered, f"{len(covered)} of {len(boxes)} labels cover another"
    window.driver.execute_script("network.moveTo({ scale: 1 }); letter()")
    unnamed = window.ask(
        "points.filter((p) => p.kind === 'body' && nodes.get(p.id).label !== p.label).length"
    )
    assert unnamed == 0, "at full size there is room for every label"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_page_fits_its_window(reader: Reader, width: int, height: int, dark: bool) -> None:
    with reader.shaped(width, height, dark):
        reader.driver.refresh()
        reader.search("财政局") if width > 600 else None
        assert reader.ask("document.documentElement.scrollWidth") <= width, "wider than the window"
        paper = reader.ask("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        assert (sum(paper) < 200) is dark
        assert reader.ask("byId('picture').clientHeight") > 300
