"""The command `newsclean`: stdout is data, stderr is talk."""
