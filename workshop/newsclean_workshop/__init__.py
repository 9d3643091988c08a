"""What makes and measures newsclean's models; not part of the installed library."""
