"""Foreign text laid over the texts of blocks, so that all candidates speak of the same units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.text.normalise import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHINGLE = 3
# a block counts as covered when this share of its shingles stands in the text: extractors alter
# spaces, quotes and links inside a paragraph
_COVERED = 0.7


def align(texts: Iterable[str], paragraphs: Iterable[str]) -> tuple[int, ...]:
    """Return the indices of the texts that stand in `paragraphs`; time linear in both.

    Texts of fewer than three words count only if they are a whole line of it.

    >>> align(["The bridge reopened today.", "Menu"], ["The bridge reopened today."])
    (0,)
    """
    known: set[tuple[str, ...]] = set()
    whole: set[str] = set()
    for paragraph in paragraphs:
        tokens = tokenise(paragraph)
        known.update(_shingles(tokens))
        whole.update("".join(tokenise(line)) for line in paragraph.splitlines())
    return tuple(i for i, text in enumerate(texts) if _is_covered(tokenise(text), known, whole))


def tokenise(text: str) -> list[str]:
    r"""Words as units of comparison; text without spaces is cut into pairs of characters.

    >>> tokenise("Two words"), tokenise("首相は会見で")
    (['two', 'words'], ['首相', 'は会', '見で'])
    """
    tokens: list[str] = []
    for word in words(text.lower()):
        if len(word) > 4 and word[0] > "\u0e00":
            tokens.extend(word[i : i + 2] for i in range(0, len(word), 2))
        else:
            tokens.append(word)
    return tokens


def _shingles(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[i : i + _SHINGLE]) for i in range(len(tokens) - _SHINGLE + 1)]


def _is_covered(tokens: Sequence[str], known: set[tuple[str, ...]], whole: set[str]) -> bool:
    if len(tokens) < _SHINGLE:
        return "".join(tokens) in whole
    shingles = _shingles(tokens)
    return sum(s in known for s in shingles) >= _COVERED * len(shingles)
