from importlib.resources import files
from pathlib import Path

from .conftest import Run


def test_the_profiles_of_the_package_are_right(run: Run) -> None:
    done = run("profiles", "check", files("newsclean.profiles"))
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith("profiles, 0 problems\n")


def test_every_problem_is_named_with_its_file_and_key(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.example.toml").write_text('site = 5\ncolour = "red"\n')
    (tmp_path / "b.example.toml").write_text("site = \n")
    done = run("profiles", "check", tmp_path)
    assert done.code == 4
    lines = done.out.splitlines()
    assert len(lines) >= 3
    assert any("a.example.toml" in line and "site" in line for line in lines)
    assert any("a.example.toml" in line and "colour" in line for line in lines)
    assert any("b.example.toml" in line for line in lines)
    assert "2 profiles" in done.err


def test_an_empty_folder_has_no_problem(run: Run, tmp_path: Path) -> None:
    done = run("profiles", "check", tmp_path)
    assert (done.code, done.err) == (0, "0 profiles, 0 problems\n")
