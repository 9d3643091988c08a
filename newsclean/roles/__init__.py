"""What each block of a page is to a reader, from one learned model."""

from newsclean.roles.model import load_roles, page_roles
from newsclean.roles.role import BODY, ROLES, Role, Roles

__all__ = ["BODY", "ROLES", "Role", "Roles", "load_roles", "page_roles"]
