"""`newsclean doctor`: what is installed, what holds here, and whether it works."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import time
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from newsclean._version import __version__
from newsclean.batch import ZSTD_MODULE, clean
from newsclean.cli.command import UNHEALTHY, Command, option
from newsclean.inner import state
from newsclean.page import node_state
from newsclean.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# what each extra brings, by the module that its main library has
_EXTRAS = (
    ("parquet", "pyarrow", "clean reads and writes Parquet"),
    ("warc", "fastwarc", "clean reads WARC and WET"),
    ("zstd", ZSTD_MODULE, "clean reads and writes zstd"),
    ("remote", "fsspec", "clean reads and writes s3://, gs://, https:// and other places"),
    ("arrow", "pyarrow", "newsclean.arrow"),
    ("spark", "pyspark", "newsclean.spark"),
    ("ray", "ray", "newsclean.ray"),
    ("scrapy", "scrapy", "newsclean.scrapy"),
    ("poet", "web_poet", "newsclean.poet"),
    (
        "bench",
        "readability",
        "readability and resiliparse are extractors, and bench measures them",
    ),
    ("plot", "matplotlib", "bench --speed draws its plot"),
)
_TITLE, _STORY = "Bridge over the Lenn reopens", "The bridge over the Lenn reopened on Monday"
_PAGE = f"""<html lang="en"><head><title>{_TITLE} - Lenn Courier</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>{_TITLE}</h1>
<p>By Ulla Brandt</p><p>{_STORY} after two years of repairs, the county said.</p>
<p>A band played for an hour in the rain, and the mayor cut the ribbon at noon.</p></article>
<footer>Copyright Lenn Courier</footer></body></html>"""
_TEXT = f"{_TITLE}\n\n{_STORY} after two years of repairs, the county said.\n"


class Finding(NamedTuple):
    """A line of what was found; `works` is `None` for what is neither good nor bad."""

    part: str
    name: str
    value: str
    works: bool | None = None


@click.command(
    cls=Command,
    short_help="Show whether all works here, and what holds.",
    examples=("newsclean doctor", "newsclean doctor --json"),
    codes=(UNHEALTHY,),
)
@option("--json", "as_json", is_flag=True, group="Output", help="Print the findings as JSON.")
def doctor(as_json):  # type: ignore[no-untyped-def]
    """Show versions, extras, limits, and whether models load and pages are cleaned here."""
    findings = list(examine())
    if as_json:
        click.echo(json.dumps([found._asdict() for found in findings], indent=1))
    else:
        part = ""
        for found in findings:
            if found.part != part:
                part = found.part
                click.echo(part)
            sign = {True: "ok", False: "FAILED", None: ""}[found.works]
            click.echo(f"  {found.name:18} {sign:6} {found.value}".rstrip())
    if any(found.works is False for found in findings):
        sys.exit(UNHEALTHY)


def examine() -> Iterator[Finding]:
    """Yield what is found, part by part."""
    yield Finding("versions", "newsclean", __version__)
    yield Finding("versions", "Python", f"{platform.python_version()} ({sys.executable})")
    yield Finding("versions", "inner loops", state.reason)
    yield Finding("versions", "nodes of a page", f"read {node_state().reason}")
    for name in _requirements():
        yield Finding("versions", name, *_version(name))
    for extra, module, use in _EXTRAS:
        yield _extra(extra, module, use)
    yield from _limits()
    yield _tried("models", "roles, scorers", _loads_models)
    yield _tried("self test", "HTML and text", _extracts)
    yield _tried("self test", "a worker process", _cleans)


def _requirements() -> list[str]:
    """The names of the libraries without which nothing runs."""
    try:
        lines = metadata.requires("newsclean") or []
    except metadata.PackageNotFoundError:  # run from a folder of its source
        lines = []
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in lines if ";" not in line]


def _version(name: str) -> tuple[str, bool]:
    try:
        return metadata.version(name), True
    except metadata.PackageNotFoundError:
        return "is not installed", False


def _extra(extra: str, module: str, use: str) -> Finding:
    try:
        import_module(module)
    except ImportError:
        return Finding("extras", extra, f"missing: {use} with pip install 'newsclean[{extra}]'")
    except Exception as error:  # noqa: BLE001 - a library that is broken is a finding
        return Finding("extras", extra, f"{module}: {type(error).__name__}: {error}", works=False)
    return Finding("extras", extra, use, works=True)


def _limits() -> Iterator[Finding]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield Finding("limits", "cores", f"{cores} of {os.cpu_count()} that the machine has")
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        yield Finding("limits", "memory", f"{size / 1024**3:.1f} GB")
    for name, file in ("memory", "memory.max"), ("CPU quota", "cpu.max"):
        held = _cgroup(file)
        if held:
            yield Finding("limits", f"{name}, container", held)
    try:
        import resource
    except ImportError:  # Windows
        yield Finding("limits", "of a process", "none can be set: --memory has no effect")
        return
    for name, what in ("RLIMIT_AS", "address space"), ("RLIMIT_DATA", "private memory"):
        most = resource.getrlimit(getattr(resource, name))[0]
        held = "no limit" if most == resource.RLIM_INFINITY else f"{most / 1024**3:.1f} GB"
        yield Finding("limits", what, held)
    enforced = sys.platform == "linux"
    yield Finding("limits", "--memory", "is enforced" if enforced else "is not enforced here")


def _cgroup(file: str) -> str:
    """Return what a container may use, nothing if it may use all."""
    try:
        words = (Path("/sys/fs/cgroup") / file).read_text("ascii").split()
    except OSError:
        return ""
    if not words or words[0] == "max":
        return ""
    if len(words) == 2:
        return f"{int(words[0]) / int(words[1]):.1f} cores"
    return f"{int(words[0]) / 1024**3:.1f} GB"


def _tried(part: str, name: str, function: Callable[[], str]) -> Finding:
    start = time.perf_counter()
    try:
        said = function()
    except Exception as error:  # noqa: BLE001 - whatever is wrong is a finding
        return Finding(part, name, f"{type(error).__name__}: {error}", works=False)
    return Finding(part, name, f"{said} in {time.perf_counter() - start:.2f} s", works=True)


def _loads_models() -> str:
    for content in (_PAGE, _TEXT):
        explanation = Pipeline(budget="best").explain(content)
        if explanation.failures:
            failure = explanation.failures[0]
            raise RuntimeError(f"{failure.extractor}: {failure.error}")
    return "loaded"


def _extracts() -> str:
    for content in (_PAGE, _TEXT):
        article = Pipeline().extract(content)
        if article.title != _TITLE or _STORY not in article.body:
            raise RuntimeError(f"the sample gave {article.title!r} and {article.body[:80]!r}")
    return "read"


def _cleans() -> str:
    (result,) = clean([_PAGE], workers=1)
    if result.article is None:
        raise RuntimeError(f"{result.reason}: {result.message}")
    return "started, cleaned a page"
