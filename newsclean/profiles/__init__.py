"""Site profiles: what is known of a site's pages, as data."""

from newsclean.profiles.load import ProfileSet, check_folder
from newsclean.profiles.marked import MarkedLines
from newsclean.profiles.schema import Profile
from newsclean.profiles.story import Story, find_story, trim_body

__all__ = [
    "MarkedLines",
    "Profile",
    "ProfileSet",
    "Story",
    "check_folder",
    "find_story",
    "trim_body",
]
