"""What holds of any text whatever: the example gazette, and real ones where ../shared stands beside this checkout.

Texts are cut at any character or byte and their lines shuffled; nothing may raise, every character has exactly one
home, and every fact can show the words that prove it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from by_hand import read as printed_source
from case_files import HOUSE, SHARED, lexicon
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.model import Fact, Membership, Name, Record, Responsibility
from kg.reading.read import source
from kg.text import Source, Span, fold, plain, read_paragraphs, read_span
from kg.understand import understand

EXAMPLE = HOUSE / "examples" / "yunling-2021-02.txt"
EXAMPLES = int(
    os.environ.get("KG_EXAMPLES", "100")
)  # a longer search: KG_EXAMPLES=5000 pytest tests/test_properties.py
BOUNDED = settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == 100)


@cache
def files() -> tuple[Path, ...]:
    """The example, the real gazettes, and every fifth document of the corpus."""
    corpus = sorted(SHARED.glob("corpus/documents/*.txt"))[::5]
    return (EXAMPLE, *sorted(SHARED.glob("gazettes/*.txt")), *corpus)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def records(text: str) -> tuple[Record, ...]:
    return understand(printed_source(text), lexicon())


# --- what must hold of what is read


def check(text: str) -> None:
    """Fail unless what is read from `text` keeps every promise."""
    found = records(text)
    assert found, "a text gives at least one document"
    homes = check_homes(found[0].document.source, found)
    for record in found:
        check_paths(record)
        for fact in record:
            check_fact(fact, record, homes)


def check_homes(printed: Source, found: tuple[Record, ...]) -> list[str]:
    """Every character stands in exactly one clause or piece of furniture; the home of each comes back."""
    homes = [""] * len(printed.text)
    for record in found:
        for name, span in spans_of(record):
            for at in range(*span):
                assert not homes[at], f"line {printed.line(at)}: in {homes[at]} and in {name}"
                homes[at] = name
    homeless = [at for at, name in enumerate(homes) if not name and not printed.text[at].isspace()]
    assert not homeless, f"line {printed.line(homeless[0])}: {printed.text[homeless[0] :][:20]!r} has no home"
    return homes


def spans_of(record: Record) -> Iterator[tuple[str, Span]]:
    """The stretches of a document, each with what it belongs to."""
    for clause in record.clauses:
        yield from ((f"{record.document.key} {clause.path}", span) for span in clause.spans)
    yield from ((f"{record.document.key} ({f.kind})", f.span) for f in record.document.furniture)


def check_paths(record: Record) -> None:
    """Clause paths are unique, each stands in a part and under a clause, and headings are printed as told."""
    paths = [clause.path for clause in record.clauses]
    assert len(set(paths)) == len(paths), f"{record.document.key}: a path twice in {paths}"
    parts = {part.label for part in record.document.parts}
    assert {clause.part.partition("·")[0] for clause in record.clauses} <= parts  # 附件·2: a second 附件
    assert {clause.parent for clause in record.clauses if clause.kind != "part"} <= set(paths)
    assert [clause.order for clause in record.clauses] == list(range(len(paths)))
    for clause in record.clauses:
        if clause.heading_span:
            assert plain(record.document.source.words(clause.heading_span)) == clause.heading


def check_fact(fact: Fact, record: Record, homes: list[str]) -> None:
    """A fact stands on printed words of its own clause, and so do the name and the duty in it."""
    printed, whole = record.document.source, record.document.span
    names = [name for name in [name_of(fact)] if name]
    duty = [fact.duty] if isinstance(fact, Responsibility) and fact.duty else []
    for span in (fact.span, *(name.span for name in names), *duty):
        assert whole.start <= span.start < span.end <= whole.end, f"{fact} stands outside its document"
    assert fact.rule and printed.words(fact.span).strip(), fact
    assert stands_in_its_clause(fact, record, homes), f"{fact} does not stand in {fact.clause}"
    for name in names:
        assert record.names[name].name, name
        if isinstance(fact, Responsibility):
            check_name(name, printed)


def stands_in_its_clause(fact: Fact, record: Record, homes: list[str]) -> bool:
    """Whether a fact's words are its clause's, those of a merged cell that stands for its row too, or those of a
    note before that stands for every later list (以下均需…，不再列出)."""
    clause = next(clause for clause in record.clauses if clause.path == fact.clause)
    carried = [cell.reading for cell in clause.cells if cell.carried]
    merged = [reading.span(0, len(reading.text)) for reading in carried]
    own = f"{record.document.key} {fact.clause}" in homes[fact.span.start : fact.span.end]
    noted = isinstance(fact, Responsibility) and fact.rule == "note.standing"
    note = record.document.source.folded[max(fact.span.start - 60, 0) : fact.span.end + 60] if noted else ""
    return (
        own
        or ("以下" in note and "不再" in note)
        or any(a <= fact.span.start and fact.span.end <= b for a, b in merged)
    )


def check_name(name: Name, printed: Source) -> None:
    """A name begins or ends as its span does; a list may leave the rest to its neighbours (产灰、贮灰单位)."""
    if name.printed in ("市级", "县级", "乡级"):  # 市县两级 names two
        return
    words, own = fold(plain(printed.words(name.span))), fold(name.printed)
    assert own[:2] in words or own[-2:] in words, f"{name.printed} is not in {printed.words(name.span)!r}"


def name_of(fact: Fact) -> Name | None:
    if isinstance(fact, Responsibility):
        return fact.body
    return fact.group if isinstance(fact, Membership) else None


# --- whole, cut and shuffled


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_whole_text_keeps_every_promise(path: Path) -> None:
    check(text_of(path))


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """Up to 3,000 characters of a text, its lines in any order or as printed."""
    text = text_of(draw(st.sampled_from(files())))
    start = draw(st.integers(0, len(text) - 1))
    cut = text[start : start + draw(st.integers(1, 3000))]
    return "\n".join(draw(st.permutations(cut.split("\n")))) if draw(st.booleans()) else cut


@BOUNDED
@given(pieces())
@example("\n")
@example("第一章\t\n\t一、\n")
@example("附件1\n附件2\n")
def test_any_cut_and_any_order_of_lines_is_read_and_keeps_every_promise(text: str) -> None:
    check(text)


@BOUNDED
@given(st.data())
def test_two_texts_run_together_keep_every_promise(data: st.DataObject) -> None:
    one, other = data.draw(pieces()), data.draw(pieces())
    check(one + other)


@BOUNDED
@given(
    st.text(
        alphabet="市县局政府财负责牵头配合由会同要应当（）〔〕：，。；、一二1.\t\n 条章第附件序号单位各等的“”",
        max_size=200,
    )
)
def test_any_words_of_the_trade_in_any_order_keep_every_promise(text: str) -> None:
    check(text or "\n")


@BOUNDED
@given(st.data())
def test_a_text_cut_at_any_byte_is_read_as_far_as_it_goes(data: st.DataObject) -> None:
    encoding = data.draw(
        st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
    )
    whole = text_of(EXAMPLE).strip()[:2000]
    encoded = whole.encode(encoding)
    found = source(encoded[: data.draw(st.integers(200, len(encoded)))], "cut.txt")
    assert whole.startswith(found.text)
    assert understand(found, lexicon())


@BOUNDED
@given(st.binary(max_size=400))
@example(b"\x00")
@example(b"\xff\xfe\x00")
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    try:
        found = source(data, "bytes.txt")
    except KgError as refused:
        assert str(refused).startswith("bytes.txt")
        return
    assert understand(found, lexicon())


# --- the text itself


@BOUNDED
@given(st.text(max_size=300))
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@BOUNDED
@given(pieces(), st.data())
def test_a_reading_points_back_to_its_print(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    cut = data.draw(st.integers(0, len(text)))
    for reading in (
        read_span(folded, (0, len(text))),
        read_paragraphs(folded, [[(0, cut)], [(cut, len(text))]]),
    ):
        if reading.text:
            start = data.draw(st.integers(0, len(reading.text) - 1))
            end = data.draw(st.integers(start + 1, len(reading.text)))
            span = reading.span(start, end)
            assert 0 <= span.start < span.end <= len(text)
            words = reading.text[start:end].replace("\n", "")
            assert read_span(folded, span).text.startswith(words) or "\n" in reading.text[start:end]


@BOUNDED
@given(pieces(), st.data())
def test_a_reading_without_its_asides_still_points_to_the_print(text: str, data: st.DataObject) -> None:
    reading = read_span(fold(text), (0, len(text)))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(reading.text)), max_size=8)))
    gone = list(zip(cuts[::2], cuts[1::2], strict=False))
    bare = reading.without(gone)
    kept = [at for at in range(len(reading.text)) if not any(a <= at < b for a, b in gone)]
    assert bare.text == "".join(reading.text[at] for at in kept)
    assert [bare.at(i) for i in range(len(kept))] == [reading.at(at) for at in kept]


# --- the same again

AGAIN = """
import json, sys
from kg.lexicon import load_lexicon
from kg.reading.read import read
from kg.understand import understand
from pathlib import Path
records = understand(read(Path(sys.argv[1])), load_lexicon())
print(json.dumps([[str(fact) for fact in r.facts] + [str(v) for v in r.names.values()] for r in records]))
"""


def test_the_same_text_gives_the_same_facts_twice() -> None:
    one, two = records(text_of(EXAMPLE)), records(text_of(EXAMPLE))
    assert one == two


def test_facts_do_not_depend_on_the_hash_seed() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", AGAIN, str(EXAMPLE)],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": str(HOUSE)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert json.loads(told[0]), "no facts"
    assert told[0] == told[1]
