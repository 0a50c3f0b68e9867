"""The responsibility ledger: what stands in its rows, and that an office can open, filter and print it."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import Workbook, load_workbook
from test_cli import printed

from kg.graph.store import open_graph
from kg.ledger import ledger_of
from kg.ledger.layout import COLUMNS, By, sheet_names
from kg.ledger.packed import packed
from kg.ledger.rows import Task, Wanted, tasks
from kg.ledger.sheet import INDEX, LEDGER, workbook

HEAD = 3  # the row of the columns' names


@pytest.fixture(scope="module")
def every(example: Path) -> tuple[Task, ...]:
    """Every task of the example."""
    return tasks(open_graph(example), Wanted())


@pytest.fixture(scope="module")
def book(every: tuple[Task, ...]) -> Workbook:
    return read_back(packed(workbook(every, By.DOCUMENT)))


def read_back(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def rows(book: Workbook, sheet: str) -> list[tuple[str, ...]]:
    """The rows below the head, with nothing for empty cells; a group's heading stands alone in its first cell."""
    return [
        tuple(cell or "" for cell in row[:7]) for row in book[sheet].iter_rows(HEAD + 1, values_only=True)
    ]


# --- what stands in a row

ROWS = [
    (
        "划定水源保护区",
        "市生态环境局",
        "配合：市水利局、市自然资源局、各县（市、区）人民政府",
        "6月底前（2021-06-30）；9月底前（2021-09-30）；每季度",
        "",
        "岭政发〔2021〕6号\n二、（一）1",
    ),
    (
        "建设骨干水厂",
        "",
        "责任：鹤坪区人民政府、青梧县人民政府、市财政局、市水利局、市发展和改革委员会、柳湾区人民政府、白桥县人民政府\n"
        "验收：市住房和城乡建设局",
        "2021年；年内",
        "柳湾区改造加压泵站 3座",
        "岭政发〔2021〕6号\n二、（一）2",
    ),
    (  # a table row: its cell is the task
        "为65岁以上老年人免费体检，体检率达到≥80%",
        "市卫生健康委员会",
        "配合：市财政局、市医疗保障局",
        "每年",
        "体检率≥80%",
        "岭政办发〔2021〕14号\n附件2 序号3",
    ),
    (  # no heading: the duty's words, the verb that two bodies share said once
        "编制《云岭市停车设施专项规划》，报市人民政府批准后公布",
        "市自然资源局",
        "配合：市城市管理局\n审批：市人民政府",
        "",
        "",
        "岭政办发〔2021〕11号\n第二章第四条",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=[row[-1].replace("\n", " ") for row in ROWS])
def test_a_clause_that_assigns_work_is_a_row(row: tuple[str, ...], book: Workbook) -> None:
    [found] = [found for found in rows(book, LEDGER) if found[5] == row[-1]]
    for column, said, wanted in zip(COLUMNS, found, row, strict=False):
        assert said == wanted, f"{row[-1]} {column}"


def test_the_text_is_the_clause_or_the_cells_of_the_row(book: Workbook) -> None:
    texts = {row[5]: row[6] for row in rows(book, LEDGER)}
    assert texts["岭政办发〔2021〕14号\n附件2 序号6"] == (
        "6｜建立独居老年人探访制度。｜市民政局｜鹤坪区、柳湾区人民政府｜2021年7月底前"
    )
    assert texts["岭政办发〔2021〕11号\n第四章第十一条"].startswith("第十一条　市城管局应当对停车场经营者")


def test_what_binds_private_parties_alone_is_no_task(book: Workbook) -> None:
    assert not [row for row in rows(book, LEDGER) if "第七条" in row[5]], "停车场经营者 is no office"


def test_groups_are_documents_by_day_or_bodies_by_their_tasks(
    every: tuple[Task, ...], book: Workbook
) -> None:
    documents = [row[0] for row in rows(book, LEDGER) if not row[5]]
    assert [words.split("　")[0] for words in documents[:2]] == ["岭政发〔2021〕6号", "岭政办发〔2021〕11号"]
    assert documents[0].endswith("（2021-04-12）") and "21号" in documents[-1], "without a day: last"
    bodies = [row[0] for row in rows(workbook(every, By.BODY), LEDGER) if not row[5]]
    assert bodies[:2] == ["各县（市、区）人民政府", "市民政局"]


# --- narrowing


def test_options_narrow_the_ledger(example: Path, tmp_path: Path) -> None:
    out = tmp_path / "水利局.xlsx"
    options = ("--body", "水利局", "--role", "牵头", "--role", "support", "--document", "岭政发〔2021〕6号")
    printed("ledger", "-g", example, "-o", out, *options)
    book = load_workbook(out)
    assert book.sheetnames == [INDEX, LEDGER, "市水利局"]
    places = [row[5].split("\n")[-1] for row in rows(book, LEDGER) if row[5]]
    assert places == ["二、（一）1", "二、（二）3", "三、（四）"]
    assert "市水利局" in rows(book, LEDGER)[2][2], "the whole clause is shown, with its other bodies"
    printed("ledger", "-g", example, "-o", out, "--document", "农贸市场环境提升行动的通知")
    assert {row[5].split("\n")[0] for row in rows(load_workbook(out), LEDGER) if row[5]} == {
        "岭政办发〔2021〕19号"
    }


def test_a_ledger_of_nothing_is_an_error_and_writes_nothing(example: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    printed("ledger", "-g", example, "-o", out, "--body", "市统计局", "--role", "主管", code=2)
    printed("ledger", "-g", example, "-o", out, "--body", "市统记局", code=2)
    assert not out.exists()


# --- the workbook


def test_every_sheet_is_ready_to_filter_and_to_print(book: Workbook) -> None:
    for sheet in book:
        last = sheet.print_area.rpartition("$")[2]
        assert sheet.freeze_panes == f"A{HEAD + 1}", sheet.title
        assert sheet.auto_filter.ref.startswith(f"A{HEAD}:") and sheet.auto_filter.ref.endswith(last)
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.center.text
    cell = book[LEDGER].cell(HEAD + 2, 7)
    assert (cell.font.name, cell.alignment.wrap_text, cell.border.left.style) == ("宋体", True, "thin")
    assert book[LEDGER].cell(HEAD, 1).font.name == "黑体"
    assert [cell.value for cell in book[LEDGER][HEAD]][:7] == list(COLUMNS)


def test_the_index_leads_to_a_sheet_for_each_body(every: tuple[Task, ...], book: Workbook) -> None:
    bodies = {one.name for task in every for one in task.assigned}
    links = [row[0] for row in book[INDEX].iter_rows(HEAD + 1)]
    places = [link.hyperlink.location.rpartition("!")[0].strip("'") for link in links]
    assert sorted(places) == sorted(book.sheetnames[1:])
    assert {link.value for link in links[1:]} == bodies
    assert [row[0].value for row in book["市水利局"].iter_rows(1, 1)] == ["市水利局责任台账"]
    assert {book[name].cell(1, 8).hyperlink.location for name in book.sheetnames[1:]} == {f"'{INDEX}'!A1"}


def test_long_and_like_names_make_names_of_sheets() -> None:
    long = "云岭市" + "很长" * 20
    names = sheet_names([long, long, "A/B", "a*b", "'引'", "History", "[]"], ["history"])
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names), names
    assert len({name.casefold() for name in names}) == 7 and "history" not in {n.casefold() for n in names}


def test_words_that_look_like_a_formula_stay_words(every: tuple[Task, ...]) -> None:
    odd = replace(every[0], words="=HYPERLINK(1)", text="+1\x07", targets=("@a",))
    book = read_back(packed(workbook([odd], By.DOCUMENT)))
    row = book[LEDGER][HEAD + 2]
    assert [row[i].value for i in (0, 4, 6)] == ["=HYPERLINK(1)", "@a", "+1"]
    assert {row[i].data_type for i in (0, 4, 6)} == {"s"} and row[0].quotePrefix


def test_a_long_text_keeps_its_beginning_and_its_end(every: tuple[Task, ...]) -> None:
    from kg.ledger.wording import LONG_TEXT, fitting

    text = f"头{'字' * 2000}（责任单位：市水利局）"
    assert fitting(text).startswith("头") and fitting(text).endswith("（责任单位：市水利局）")
    book = workbook([replace(every[0], text=fitting(text))], By.DOCUMENT)
    assert len(fitting(text)) <= LONG_TEXT + 2 and 300 < book[LEDGER].row_dimensions[HEAD + 2].height <= 409


def test_the_same_graph_gives_the_same_bytes_and_no_clock(example: Path) -> None:
    first, again = (ledger_of(open_graph(example), Wanted(), By.BODY) for _ in range(2))
    assert first == again
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert set(re.findall(rb">(\d{4})-\d\d-\d\dT", archive.read("docProps/core.xml"))) == {b"1980"}


def test_a_ledger_is_written_whole_or_not_at_all(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "台账.xlsx"
    out.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    printed("ledger", "-g", example, "-o", out, code=2)
    assert [path.name for path in tmp_path.iterdir()] == [out.name] and out.read_bytes() == b"old"


# --- LibreOffice


@pytest.fixture(scope="module")
def opened(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the ledger of one body as LibreOffice reads it: as PDF, and each sheet as CSV."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice (Debian: libreoffice-calc) to open the ledger with")
    home = tmp_path_factory.mktemp("office")
    printed("ledger", "-g", example, "-o", home / "a.xlsx", "--body", "市水利局")
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for form in ("pdf", every_sheet):
        command = [soffice, "--headless", f"-env:UserInstallation={(home / 'profile').as_uri()}"]
        command += ["--convert-to", form, "--outdir", str(home), str(home / "a.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return home


@pytest.mark.slow
def test_libreoffice_reads_every_cell(opened: Path) -> None:
    book = load_workbook(opened / "a.xlsx")
    for sheet in (LEDGER, "市水利局"):
        with (opened / f"a-{sheet}.csv").open(encoding="utf-8", newline="") as file:
            read = [tuple(row[:7]) for row in csv.reader(file)][HEAD:]
        assert read == rows(book, sheet), sheet


@pytest.mark.slow
def test_libreoffice_prints_the_head_and_whole_cells_on_every_page(opened: Path) -> None:
    book = load_workbook(opened / "a.xlsx")
    cells: set[str] = set()
    with pdfplumber.open(opened / "a.pdf") as pdf:
        for number, page in enumerate(pdf.pages, 1):
            assert page.width > page.height, "not across"
            words = "".join(page.extract_text().split())
            assert f"第{number}页，共{len(pdf.pages)}页" in words
            assert "任务" in words and ("量化目标" in words or number == 1), f"no head on page {number}"
            cells |= {
                "".join((cell or "").split())
                for table in page.extract_tables()
                for row in table
                for cell in row
            }
    for row in rows(book, LEDGER):
        missing = [cell for cell in row if row[5] and "".join(cell.split()) not in cells]
        assert not missing, f"cut off in print: {missing}"
