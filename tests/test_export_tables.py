"""Exports as tables: what stands in a cell is what was printed, in a spreadsheet and in a data frame."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.graph.export import TABLES, Format, exported
from kg.graph.export.tables import parquet, table
from kg.graph.export.workbook import COLUMNS, SHEETS, workbook
from kg.graph.query import Rows
from kg.graph.store import Graph, open_graph
from kg.terms import PREFIXES

# what spreadsheets like to make of words: formulas, numbers, days, error values
WORDS = [
    "=1+1",
    "+86",
    "-3",
    "@市水利局",
    "007",
    "3-4",
    "1/2",
    "#N/A",
    "TRUE",
    "岭政发〔2021〕6号",
    "",
    "上\x0c下",
]


def typed(words: str, datatype: str) -> ox.Literal:
    return ox.Literal(words, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))


ODD = Rows(
    ("doc", "value", "date"),
    tuple((ox.Literal(words), typed("2.5", "decimal"), typed("2021-06-30", "date")) for words in WORDS),
)


@pytest.fixture(scope="module")
def graph(one_of_each: Path) -> Graph:
    return open_graph(one_of_each)


@pytest.fixture(scope="module")
def book(graph: Graph) -> bytes:
    return exported(graph, Format.XLSX)[""]


def test_csv_is_nine_files(graph: Graph) -> None:
    files = exported(graph, Format.CSV)
    assert sorted(files) == sorted(f"{table}.csv" for table in TABLES)
    for name, data in files.items():
        rows = list(csv.DictReader(data.decode().splitlines()))
        assert rows, f"{name} is empty, though the graph has one fact of each kind"


def sheet(data: bytes, name: str) -> list[tuple[object, ...]]:
    """The rows of a sheet, by openpyxl."""
    return list(
        openpyxl.load_workbook(io.BytesIO(data))[f"{SHEETS[name]} {name}"].iter_rows(values_only=True)
    )


@pytest.mark.parametrize("name", TABLES)
def test_a_sheet_holds_what_its_table_holds(name: str, book: bytes, graph: Graph) -> None:
    (head, *found), asked = sheet(book, name), table(graph.store, name)
    assert list(head) == [f"{COLUMNS[column]} {column}" for column in asked.columns]
    assert len(found) == len(asked.rows) > 0
    for row, texts in zip(found, asked.texts(), strict=True):
        told = [f"{cell:%Y-%m-%d}" if isinstance(cell, datetime) else str(cell or "") for cell in row]
        assert told == texts


def test_a_sheet_keeps_its_head_in_sight_and_can_be_filtered(book: bytes) -> None:
    for one in openpyxl.load_workbook(io.BytesIO(book)):
        assert one.freeze_panes == "A2" and one.auto_filter.ref == one.dimensions


def test_words_stay_words_and_numbers_and_days_are_such() -> None:
    cells = openpyxl.load_workbook(io.BytesIO(workbook({"targets": ODD})))["指标 targets"]
    for words, (text, number, day) in zip(WORDS, cells.iter_rows(min_row=2), strict=True):
        assert (text.value or "", text.data_type) == (words.replace("\x0c", ""), "s" if words else "n")
        assert number.value == 2.5 and day.value == datetime(2021, 6, 30)


def test_a_workbook_does_not_know_when_it_was_written(book: bytes) -> None:
    archive = ZipFile(io.BytesIO(book))
    assert {part.date_time[:3] for part in archive.infolist()} == {(1980, 1, 1)}
    assert str(date.today().year).encode() not in archive.read("docProps/core.xml")


@pytest.mark.slow
def test_libreoffice_opens_the_workbook_and_shows_the_words(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice here: apt-get install libreoffice-calc")
    (tmp_path / "a.xlsx").write_bytes(workbook({"targets": ODD, "orgs": Rows(("org",), ())}))
    every = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        every,
        "--outdir",
        tmp_path,
        tmp_path / "a.xlsx",
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    with (tmp_path / "a-指标 targets.csv").open(encoding="utf-8", newline="") as file:
        (_, *found) = csv.reader(file)
    shown = [words.replace("\x0c", "") for words in WORDS]
    assert found == [[words, "2.5", "2021-06-30"] for words in shown]
    assert (tmp_path / "a-机构 orgs.csv").read_text(encoding="utf-8").strip() == "机构 org"


def test_parquet_reads_as_typed_data_frames(graph: Graph) -> None:
    pandas = pytest.importorskip("pandas")
    files = exported(graph, Format.PARQUET)
    assert sorted(files) == sorted(f"{table}.parquet" for table in TABLES)
    for name in TABLES:
        frame = pandas.read_parquet(io.BytesIO(files[f"{name}.parquet"]))
        asked = table(graph.store, name)
        assert tuple(frame.columns) == asked.columns and len(frame) == len(asked.rows) > 0
    documents = pandas.read_parquet(io.BytesIO(files["documents.parquet"]))
    assert documents["date"][0] == date(2020, 4, 8) and documents["doc"][0] == "云政办发〔2020〕3号"


def test_parquet_columns_of_two_types_are_text() -> None:
    pandas = pytest.importorskip("pandas")
    mixed = Rows(("value",), ((typed("2.5", "decimal"),), (ox.Literal("约三成"),), (None,)))
    frame = pandas.read_parquet(io.BytesIO(parquet({"targets": mixed})["targets.parquet"]))
    assert [None if pandas.isna(one) else one for one in frame["value"]] == ["2.5", "约三成", None]
    odd = pandas.read_parquet(io.BytesIO(parquet({"targets": ODD})["targets.parquet"]))
    assert odd["value"].sum() == 2.5 * len(WORDS) and list(odd["doc"]) == WORDS


def test_parquet_without_pyarrow_names_the_extra(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(KgError, match="needs pyarrow") as raised:
        exported(graph, Format.PARQUET)
    assert "gongbao-kg[data]" in raised.value.hint
