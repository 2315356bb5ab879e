"""The package works where the repository is not: as a wheel, and as a wheel made from the source archive."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from test_start import ANSWERS


def run(*command: str | Path, cwd: Path) -> str:
    """What the command prints, with neither the network nor this repository within its reach."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LANG": "C.UTF-8", "PIP_NO_INDEX": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(source: Path, kind: str, to: Path) -> Path:
    """The archive that the locked build backend makes of `source`."""
    run(sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", to, cwd=source)
    (archive,) = to.glob({"wheel": "*.whl", "sdist": "*.tar.gz"}[kind])
    return archive


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(repository, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder far from the repository; its `environment` has the wheel, and our dependencies on loan."""
    folder = tmp_path_factory.mktemp("elsewhere")
    environment = folder / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=folder)
    python = environment / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", wheel, cwd=folder)
    # A path file is not followed into ours, so the repository's own editable install stays out of sight.
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "on_loan.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def files_of_the_package(repository: Path) -> set[str]:
    generator = repository / "generator"
    found = (path for path in (generator / "talkoot").rglob("*") if path.is_file())
    return {path.relative_to(generator).as_posix() for path in found if "__pycache__" not in path.parts}


def names_in(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(repository: Path, wheel: Path) -> None:
    assert names_in(wheel) == files_of_the_package(repository)


def test_the_wheel_holds_templates_theme_words_and_the_mark_of_types(wheel: Path) -> None:
    beside_code = {name.split("/")[1] for name in names_in(wheel) if not name.endswith(".py")}

    assert beside_code >= {"templates", "theme", "words", "py.typed"}


def test_the_source_archive_makes_the_same_wheel(repository: Path, wheel: Path, tmp_path: Path) -> None:
    archive = build(repository, "sdist", tmp_path)
    run("tar", "--extract", "--file", archive, cwd=tmp_path)

    rebuilt = build(tmp_path / archive.name.removesuffix(".tar.gz"), "wheel", tmp_path / "rebuilt")

    assert names_in(rebuilt) == names_in(wheel)


def test_the_package_is_imported_from_the_wheel(elsewhere: Path) -> None:
    printed = run(
        elsewhere / "environment/bin/python", "-c", "import talkoot; print(talkoot.__file__)", cwd=elsewhere
    )

    assert Path(printed.strip()).is_relative_to(elsewhere)


def test_the_command_describes_a_record_without_a_repository(elsewhere: Path) -> None:
    printed = run(elsewhere / "environment/bin/talkoot", "describe", "member", cwd=elsewhere)

    assert "sectors" in printed


def test_a_portal_starts_passes_its_own_tests_and_is_renewed_by_a_newer_wheel(elsewhere: Path) -> None:
    """Links of the repository into the package are files in the wheel; Copier finds its template there."""
    talkoot, portal = elsewhere / "environment/bin/talkoot", elsewhere / "started/portal"
    (elsewhere / "answers.yml").write_text(ANSWERS, encoding="utf-8")

    run(talkoot, "start", portal, "--answers", elsewhere / "answers.yml", cwd=elsewhere)
    ran = [elsewhere / "environment/bin/python", "-m", "unittest", "discover", "--start-directory", "tests"]
    run(*ran, cwd=portal)

    (made,) = elsewhere.glob("environment/lib/python*/site-packages/talkoot/starting/made")
    (made / "Makefile").write_text("# newer\n", encoding="utf-8")
    (made / ".gitignore").write_text("# newer\n", encoding="utf-8")
    (portal / "Makefile").write_text("# the network's own\n", encoding="utf-8")
    said = run(talkoot, "update", cwd=portal)
    assert "Renewed: .gitignore" in said and "how it differs from yours: Makefile" in said
    assert (portal / "Makefile").read_text(encoding="utf-8") == "# the network's own\n"
    assert (portal / ".gitignore").read_text(encoding="utf-8").endswith("\n# newer\n")


def test_a_network_is_built_where_only_the_wheel_is(repository: Path, elsewhere: Path) -> None:
    network = elsewhere / "network"
    for name in ("content", "members", "overrides"):
        shutil.copytree(repository / name, network / name)
    shutil.copy(repository / "mkdocs.yml", network)

    run(elsewhere / "environment/bin/talkoot", "build", cwd=network)

    assert (network / "site/index.html").is_file()
    assert (network / "site/fi/index.html").is_file()
