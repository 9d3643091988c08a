"""Site profiles: what is known of a site's pages, as data."""

from newsclean.profiles.check import read_file
from newsclean.profiles.ftr import FtrRules
from newsclean.profiles.ftr_files import is_ftr, read_ftr
from newsclean.profiles.ftr_import import check_rules, import_rules
from newsclean.profiles.keys import is_host
from newsclean.profiles.learned import (
    BY_HAND,
    EDGE,
    FAR,
    LINE_CHARS,
    STEPS,
    VOTES,
    Learned,
    neighbours,
    template,
)
from newsclean.profiles.load import ProfileSet, check_folder, host_and_path
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
    "STEPS",
    "VOTES",
    "FtrRules",
    "Learned",
    "MarkedLines",
    "Profile",
    "ProfileSet",
    "Recognise",
    "Site",
    "Story",
    "check_folder",
    "check_rules",
    "find_story",
    "host_and_path",
    "import_rules",
    "is_ftr",
    "is_host",
    "learned_toml",
    "neighbours",
    "read_file",
    "read_ftr",
    "template",
    "to_toml",
    "trim_body",
]
