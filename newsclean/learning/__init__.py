"""Sites: what is learned of one from a few of its pages, without labels, and whether it holds."""

from newsclean.learning.drift import Health, Trial, health, try_profiles
from newsclean.learning.observed import Observed, observe, observe_page
from newsclean.learning.site import LEAST_PAGES, MOST_BYTES, gain, learn, learn_site
from newsclean.learning.update import update_profile, write_profile

__all__ = [
    "LEAST_PAGES",
    "MOST_BYTES",
    "Health",
    "Observed",
    "Trial",
    "gain",
    "health",
    "learn",
    "learn_site",
    "observe",
    "observe_page",
    "try_profiles",
    "update_profile",
    "write_profile",
]
