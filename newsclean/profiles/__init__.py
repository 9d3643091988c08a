"""Site profiles: what is known of a site's pages, as data."""

from newsclean.profiles.check import read_file
from newsclean.profiles.learned import BY_HAND, EDGE, FAR, LINE_CHARS, Learned, neighbours, template
from newsclean.profiles.load import ProfileSet, check_folder
from newsclean.profiles.marked import MarkedLines
from newsclean.profiles.schema import ROLES, Profile, Recognise, Site
from newsclean.profiles.story import Story, find_story, trim_body
from newsclean.profiles.write import LEARNED, learned_toml, to_toml

__all__ = [
    "BY_HAND",
    "EDGE",
    "FAR",
    "LEARNED",
    "LINE_CHARS",
    "ROLES",
    "Learned",
    "MarkedLines",
    "Profile",
    "ProfileSet",
    "Recognise",
    "Site",
    "Story",
    "check_folder",
    "find_story",
    "learned_toml",
    "neighbours",
    "read_file",
    "template",
    "to_toml",
    "trim_body",
]
