"""The command `newsclean`: stdout is data, stderr is talk."""

__all__ = ["run"]


def run() -> None:
    """Run the command line; it ends the process with an exit code."""
    from newsclean.cli.main import main

    main()
