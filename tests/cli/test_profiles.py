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


def test_a_folder_without_profiles_is_no_folder_of_them(run: Run, tmp_path: Path) -> None:
    done = run("profiles", "check", tmp_path)
    assert (done.code, "holds no profile, no *.toml" in done.err) == (4, True)


def test_a_folder_with_one_profile_stands_for_it(run: Run, tmp_path: Path) -> None:
    folder, page = tmp_path / "mine", tmp_path / "page.txt"
    folder.mkdir()
    page.write_text("Rain falls\n\nIt rained all day in the valley, the county said on Monday.\n")
    done = run("profiles", "try", folder, page)
    assert (done.code, "name one profile in it, of none" in done.err) == (2, True)
    for name in ("a", "b"):
        (folder / f"{name}.toml").write_text(f"hosts = ['{name}.example']\n")
        done = run("profiles", "try", folder, page)
        assert done.code == (0 if name == "a" else 2)
    assert "name one profile in it, of a.toml, b.toml" in done.err
