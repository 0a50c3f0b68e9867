"""The questions that can be asked by name: queries/<name>.rq, each with its words and parameters in its head.

    # title@zh: 一个单位的职责
    # title@en: Duties of a body
    # param: body | ! | 单位（全称、简称都可以） | the body, by any of its names
    SELECT … WHERE { VALUES ?body { UNDEF } … }

A parameter is `# param: name | default | zh | en`, and stands in the query as `VALUES ?name { UNDEF }`, so
that the file is plain SPARQL that any store runs, with the parameter open. A parameter with no default and
no value stays open; the default `!` says that a value must be given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import KgError
from kg.resources import folder

_SPARQL = re.compile(
    r"\s*(?:#|(?:SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE)(?![\w-]))|[^{]*\{", re.IGNORECASE
)
_HEAD = re.compile(r"^#\s*(title@zh|title@en|param)\s*:\s*(.*?)\s*$", re.MULTILINE)


Terms: TypeAlias = tuple[ox.NamedNode | ox.Literal, ...]
"""What a parameter's value means: nearly always one term; more where one name is borne by several things."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for: `default` is empty when there is none; `needed` when it must be given."""

    name: str
    default: str
    zh: str
    en: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A query, in words and in SPARQL."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def bound(self, terms: Mapping[str, Terms]) -> str:
        """The SPARQL with `terms` in the place of its parameters, each written as an RDF term, never as text.

        >>> q = Question("q", "", "", (), "SELECT * { VALUES ?day { UNDEF } ?s ?p ?day }")
        >>> q.bound({"day": (ox.Literal('" } DROP ALL'),)})
        'SELECT * { VALUES ?day { "\\\\" } DROP ALL" } ?s ?p ?day }'
        """
        return _SLOT.sub(lambda slot: _filled(slot, terms), self.sparql)


_SLOT = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")


def _filled(slot: re.Match[str], terms: Mapping[str, Terms]) -> str:
    meant = terms.get(slot[1])
    return f"VALUES ?{slot[1]} {{ {' '.join(map(str, meant))} }}" if meant else slot[0]


def questions() -> dict[str, Question]:
    """The questions of queries/, by name."""
    return {path.stem: read_question(path) for path in sorted(folder("queries").glob("*.rq"))}


def asked_in(words: str) -> Question:
    """The question that `words` mean: a name, a line of SPARQL, or a file of it (`.rq`). Raises KgError."""
    if words.endswith(".rq"):
        return read_question(Path(words))
    if _SPARQL.match(words):
        return Question("SPARQL", "", "", (), words)
    return question(words)


def question(name: str) -> Question:
    """The question called `name`. Raises KgError, with the nearest names, when there is none."""
    known = questions()
    if name in known:
        return known[name]
    close = "、".join(get_close_matches(name, known, n=3, cutoff=0.5))
    meant = f"您是不是要找 did you mean: {close}" if close else "运行 kg query --list 看全部 lists them all"
    raise KgError("没有这个问题 no such question", name, meant)


def read_question(path: Path) -> Question:
    """The question of one .rq file. Raises KgError when it cannot be read."""
    try:
        sparql = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError("读不了查询文件 cannot read the query file", str(path)) from error
    head = [(match[1], match[2]) for match in _HEAD.finditer(sparql)]
    titles = dict(head)
    parameters = tuple(_parameter(words, path) for key, words in head if key == "param")
    return Question(path.stem, titles.get("title@zh", ""), titles.get("title@en", ""), parameters, sparql)


def _parameter(words: str, path: Path) -> Parameter:
    fields = [field.strip() for field in words.split("|")]
    if len(fields) != 4:
        raise KgError(
            "参数注释写法不对 a parameter is `name | default | zh | en`", str(path), f"param: {words}"
        )
    name, default, zh, en = fields
    return Parameter(name, default.strip("!"), zh, en, needed=default == "!")


def told(pairs: Iterable[str], asked: Question) -> dict[str, str]:
    """The values of `k=v` pairs and the defaults, by parameter.

    Raises KgError when a pair is malformed or names no parameter of the question, or one that is needed is
    missing."""
    known = {parameter.name: parameter for parameter in asked.parameters}
    values = {parameter.name: parameter.default for parameter in asked.parameters if parameter.default}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise KgError("参数要写成 名=值 a parameter is name=value", pair, _usage(asked))
        if name not in known:
            raise KgError(f"没有参数 no parameter {name}", asked.name, _usage(asked))
        values[name] = value.strip()
    for parameter in asked.parameters:
        if parameter.needed and not values.get(parameter.name):
            raise KgError(f"缺参数 missing parameter {parameter.name}", asked.name, _usage(asked))
    return values


def _usage(asked: Question) -> str:
    """How the question is asked, in one line."""
    if not asked.parameters:
        return f"{asked.name} 没有参数 takes no parameters"
    each = (f"--param {p.name}={p.default or '…'} （{p.zh} {p.en}）" for p in asked.parameters)
    return f"kg query {asked.name} " + " ".join(each)
