"""`python -m newsclean`: the command line."""

from newsclean.cli import run

if __name__ == "__main__":
    run()
