"""Where the headline and the story stand among the blocks of a page, by their roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.roles import BODY, ROLES, Role

if TYPE_CHECKING:
    from newsclean.page import Page
    from newsclean.roles import Roles

# probability from which a block is a headline, or one of the story
_LIKELY = 0.5
_NAMES = tuple(f"as {role.name.lower()}" for role in ROLES)


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """Indices of blocks: the headline (`None` if no block is likely one), the story's ends.

    Without a story `first` and `last` are the number of blocks.
    """

    headline: int | None
    first: int
    last: int

    def to_story(self, block: int) -> int:
        """Return how many blocks a block stands above the story (negative) or below; 0 within it.

        >>> place = StoryPlace(1, 4, 9)
        >>> place.to_story(1), place.to_story(5), place.to_story(11)
        (-3, 0, 2)
        """
        return min(block - self.first, 0) or max(block - self.last, 0)


def find_story(page: Page, roles: Roles) -> StoryPlace:
    """Find the likeliest headline and the first and last block that are likely of the story."""
    count = len(page.blocks)
    if not count:
        return StoryPlace(None, 0, 0)
    headline = roles.of(Role.HEADLINE)
    best = int(headline.argmax())
    story = (roles.of(*BODY) >= _LIKELY).nonzero()[0]
    return StoryPlace(
        headline=best if headline[best] >= _LIKELY else None,
        first=int(story[0]) if len(story) else count,
        last=int(story[-1]) if len(story) else count,
    )


def role_evidence(roles: Roles, block: int) -> dict[str, float]:
    """Return how likely a block is each role, as the evidence `as headline`, `as date`, ..."""
    return dict(zip(_NAMES, roles.probabilities[block].tolist(), strict=True))


def roles_of(page: Page) -> Roles:
    """Return the roles of a page's blocks, computed once a page."""
    from newsclean.roles import page_roles

    return page_roles(page)
