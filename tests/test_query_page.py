"""The server's pages in headless Chromium: a named question is asked by hand, and nothing leaves the computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import serving
from browsing import Window, chromium

from kg.serve.limits import Limits

pytestmark = pytest.mark.browser

ROWS = "document.querySelectorAll('#rows tbody tr').length"
CLAUSE = "/id/doc/岭政发〔2021〕6号/正文/二/（一）/1"


@pytest.fixture(scope="module")
def server(example: Path) -> Iterator[httpx.Client]:
    with serving.served(example, Limits(workers=2)) as client:
        yield client


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield Window(driver)


def opened(window: Window, server: httpx.Client, path: str) -> Window:
    window.visit(str(server.base_url).rstrip("/") + path)
    window.wait("return document.readyState === 'complete'")
    return window


def pick(window: Window, question: str) -> None:
    """Unfold a named question in the list."""
    window.driver.execute_script(
        f"document.querySelector('form[data-question={question}]').closest('details').open = true"
    )


@pytest.fixture
def page(window: Window, server: httpx.Client) -> Window:
    """The query page, freshly opened, with its first answer."""
    opened(window, server, "/").wait(f"return {ROWS} > 0")
    return window


def test_the_first_answer_is_there_without_a_click(page: Window) -> None:
    assert "牵头" in page.find("#rows").text and "行 rows" in page.find("#told").text


def test_a_named_question_is_filled_in_and_gives_its_rows(page: Window) -> None:
    pick(page, "duties-of")
    form = "form[data-question=duties-of]"
    page.find(f"{form} input[name=body]").send_keys("市水利局\n")
    page.wait(f"return {ROWS} === 9")
    head = page.ask("[...document.querySelectorAll('#rows th')].map((one) => one.textContent)")
    assert head == ["doc", "clause", "role", "duty", "deadline", "evidence"]
    assert "划定水源保护区" in page.find("#rows").text
    assert "org/云岭市水利局" in page.ask("yasqe.getValue()")
    assert "ask=duties-of" in page.driver.current_url, "the answer has no address to pass on"


def test_a_misspelt_body_is_told_of_beside_its_field(page: Window) -> None:
    pick(page, "duties-of")
    page.find("form[data-question=duties-of] input[name=body]").send_keys("水例局\n")
    page.wait("return !document.querySelector('form[data-question=duties-of] .wrong').hidden")
    assert "您是不是要找" in page.find("form[data-question=duties-of] .wrong").text
    assert page.ask(ROWS) == 8, "the answer before is gone"


def test_an_address_asks_by_itself(window: Window, server: httpx.Client) -> None:
    opened(window, server, f"/?ask=duties-of&body={quote('市水利局')}").wait(f"return {ROWS} === 9")
    opened(window, server, f"/?query={quote('ASK { ?d a gz:Document }')}")
    window.wait("return document.querySelector('#told').textContent.startsWith('是')")


def test_broken_sparql_is_told_in_words(page: Window) -> None:
    page.driver.execute_script("yasqe.setValue('SELECT * { ?a ?b }'); run()")
    page.wait("return document.querySelector('#told').className === 'wrong'")
    assert "SPARQL 有误" in page.find("#told").text


def test_things_in_an_answer_open_on_this_server(page: Window) -> None:
    page.driver.execute_script("yasqe.setValue('SELECT ?d { ?d a gz:Document } ORDER BY ?d LIMIT 1'); run()")
    page.wait("return document.querySelector('#rows a') !== null")
    page.find("#rows a").click()
    page.wait("return document.querySelector('.thing h1') !== null")
    assert "云岭市" in page.find("h1").text and "/id/doc/" in page.driver.current_url


def test_prefixes_and_terms_come_from_this_graph(page: Window) -> None:
    page.driver.execute_script(
        "yasqe.setValue('SELECT * {\\n  ?x gz:dut'); yasqe.setCursor({line: 1, ch: 11}); yasqe.focus(); yasqe.autocomplete()"
    )
    page.wait("return document.querySelector('.CodeMirror-hints') !== null")
    assert "gz:duty  任务" in page.find(".CodeMirror-hints").text
    page.driver.execute_script("yasqe.setValue('ASK { ?x gz:duty ?y }'); declare()")
    assert page.ask("yasqe.getValue()").startswith("PREFIX gz: <https://w3id.org/gongbao/ontology#>")


def test_the_list_of_questions_is_searched(page: Window) -> None:
    page.find("#filter").send_keys("领导小组")
    shown = page.ask("[...document.querySelectorAll('.question')].filter((one) => !one.hidden).length")
    assert 1 <= shown <= 5


def test_no_error_and_no_request_leaves(page: Window, server: httpx.Client) -> None:
    page.find("form[data-question=deadlines-until]")
    pick(page, "documents")
    page.driver.execute_script("document.querySelector('form[data-question=documents]').requestSubmit()")
    page.wait(f"return {ROWS} === 6")
    page.driver.execute_script("document.querySelector('#csv').click()")
    requests, errors = page.requests(), page.errors()
    opened(page, server, CLAUSE)
    requests, errors = requests + page.requests(), errors + page.errors()
    assert errors == []
    away = [url for url in requests if not url.startswith((str(server.base_url), "data:", "blob:"))]
    assert requests and not away


def test_hostile_words_in_an_answer_stay_words(page: Window) -> None:
    hostile = "</script><img src=x onerror=alert(1)>"  # an alert would raise in the next command
    page.driver.execute_script('yasqe.setValue(`SELECT ("${arguments[0]}" AS ?x) {}`); run()', hostile)
    page.wait("return document.querySelector('#rows td')?.textContent.startsWith('</script>')")
    assert page.ask("document.images.length") == 0


@pytest.mark.parametrize(("width", "height", "dark"), [(1280, 800, False), (390, 844, True)])
@pytest.mark.parametrize("path", ["/", "/id/", CLAUSE])
def test_every_page_fits_its_window(
    path: str, width: int, height: int, dark: bool, window: Window, server: httpx.Client
) -> None:
    with window.shaped(width, height, dark):
        opened(window, server, path)
        assert window.ask("document.documentElement.scrollWidth") <= width, "wider than the window"
        paper = window.ask("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        assert (sum(paper) < 200) is dark
