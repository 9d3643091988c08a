"""Learning sites over an engine: the pages of one site in, its profile out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.arrow.rows import item_of
from newsclean.arrow.schema import pa
from newsclean.arrow.settings import Settings
from newsclean.batch import SITE_PAGES, Capture
from newsclean.profiles import ProfileSet

if TYPE_CHECKING:
    from newsclean.learning import Observed

PROFILE_SCHEMA = pa.schema([("host", pa.string()), ("profile", pa.string())])
"""The columns of what is learned: a site's host, and its profile as TOML."""


def learn_table(
    table: pa.Table, *, content: str = "content", url: str = "url", pages: int = SITE_PAGES
) -> pa.Table:
    """Learn a site from a table that holds pages of it alone: a row of `PROFILE_SCHEMA`, or none.

    It is what an engine calls on each group of a group-by host. `content` and `url` name the
    columns of the pages and their addresses. Since engines keep no order, the first `pages` are
    those whose addresses come first. A page that cannot be read teaches nothing.
    """
    from newsclean.learning import learn_site
    from newsclean.profiles import to_toml

    columns = Settings(content=content, url=url).columns(table.column_names)
    chosen = table.sort_by(columns["url"]) if "url" in columns else table
    (batch,) = chosen.slice(0, pages).combine_chunks().to_batches() or [None]
    if batch is None:
        return PROFILE_SCHEMA.empty_table()
    arrays = {role: batch.column(name) for role, name in columns.items()}
    seen = [found for row in range(len(batch)) if (found := _observed(arrays, row)) is not None]
    profile = learn_site(seen)
    rows = [{"host": profile.name, "profile": to_toml(profile)}] if profile.learned else []
    return pa.Table.from_pylist(rows, PROFILE_SCHEMA)


def _observed(columns: dict[str, pa.Array], row: int) -> Observed | None:
    from newsclean.learning import observe

    page = item_of(columns, row)
    if not isinstance(page, Capture):
        return None
    try:
        return observe(page.alone)
    except Exception:  # noqa: BLE001 - one page, never the site
        return None


def profiles_of(table: pa.Table) -> ProfileSet:
    """Return the profiles of a table of `PROFILE_SCHEMA`, for `Pipeline(profiles=...)`.

    The pipeline pickles with them: that is how an engine sends them to its workers. Raises
    `ProfileError` if one is not valid.
    """
    rows = table.to_pylist()
    return ProfileSet.parse({row["host"]: row["profile"] for row in rows})
