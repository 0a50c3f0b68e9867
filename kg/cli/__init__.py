"""The command line: `kg build`, `kg query` and the rest. Heavy parts are loaded only by the command that
needs them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

import click

from kg import __version__
from kg.cli.asking import audit, explain, query
from kg.cli.building import build, terms
from kg.cli.checking import check
from kg.cli.giving import completion, export, view
from kg.cli.ledger import ledger
from kg.cli.serving import serve
from kg.errors import USAGE, KgError

INTERNAL = 4
INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """政府公报知识图谱：把公报读成图谱，查谁该在何时前做什么。

    From a printed Chinese government gazette to a graph that answers who must do what by when.

    \b
    例 examples:
      kg build 公报.txt -o build
      kg query duties-of --param body=市水利局
      kg explain 岭政发〔2021〕6号 正文/二/（一）/1

    \b
    退出码 exit codes:
      0  成功 success (没有新内容 nothing new, too)
      1  检查发现问题 problems found (kg check)
      2  用法或输入有误 wrong usage or input
      3  没有可用的图谱 no usable graph: missing, damaged, of another version
      4  程序出错 a fault in the program (KG_TRACEBACK=1 shows where)
    """


for command in (build, query, explain, audit, check, export, ledger, view, serve, terms, completion):
    cli.add_command(command)


def main() -> None:
    """The `kg` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; whatever goes wrong is told in one line on stderr."""
    try:
        code = cli.main(list(arguments), prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        return _tell([_usage(error)])
    except (KgError, ExceptionGroup) as error:
        return _tell(list(_leaves(error)))
    except Exception as error:
        if os.environ.get("KG_TRACEBACK"):
            raise
        where = "、".join(getattr(error, "__notes__", []))
        what = f"程序出错 a fault in the program: {type(error).__name__}: {error}"
        return _tell(
            [KgError(what, where, "KG_TRACEBACK=1 显示出处 shows where; 请报告 please report it", INTERNAL)]
        )


def _usage(error: click.ClickException) -> KgError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "kg"
    return KgError(f"用法不对 wrong usage: {error.format_message()}", path, f"{path} --help")


def _leaves(error: Exception) -> Iterator[KgError]:
    """The errors in a group of them, or the one."""
    if isinstance(error, ExceptionGroup):
        for inner in error.exceptions:
            yield from _leaves(inner)
    elif isinstance(error, KgError):
        yield error
    else:
        raise error


def _tell(errors: Sequence[KgError]) -> int:
    """Print the errors, one line each with its hint below, and give the exit code."""
    for error in errors:
        click.echo(f"kg: {error}", err=True)
        if error.hint:
            click.echo(f"    {error.hint}", err=True)
    return max((error.code for error in errors), default=USAGE)
