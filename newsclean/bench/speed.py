"""Quality against time: what `newsclean bench --speed` measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.bench.peers import installed_peers
from newsclean.bench.settings import BenchSettings

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

LOADING = 20
"""Pages that every library reads before its time counts: models and tables load with them."""


def speed_settings(corpora: tuple[Path, ...], **settings: Any) -> BenchSettings:
    """Return what measures time against quality: by size of page, each peer in its own process.

    Without `peers` all that are installed are measured.
    """
    own = settings.pop("peers", ())
    peers = own or installed_peers("html" if settings.get("form", "html") == "html" else "text")
    fixed = {"by": "size", "apart": True, "loading": LOADING, "workers": 1}
    return BenchSettings(corpora, peers=peers, **{**settings, **fixed})
