"""What the loops need of Cython where they run as plain Python.

Cython itself takes `from .cython import nogil` for its own word, so that it is needed to build and
never to run.
"""

from __future__ import annotations

from contextlib import nullcontext

nogil = nullcontext()
"""Where compiled, other threads run during such a block."""
