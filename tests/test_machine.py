"""What the machine lacks is installed where that is allowed; otherwise one sentence says what to do."""

import shutil
import subprocess
from pathlib import Path

import pytest

NO_BROWSER = (
    "The browser tests need Chromium. Install it (on Debian: apt install chromium, on Ubuntu: snap install "
    "chromium), or name a Chromium or Chrome that runs here: make test CHROMIUM=/path/to/it\n"
)


NO_JAVA = (
    "The tests need Java 17 or newer. Install it (on Debian and Ubuntu: apt install default-jre-headless) "
    "and run this again.\n"
)
JAVA = "[ $1 = --version ] && echo openjdk {} 2026-01-01"


NO_OFFICE = (
    "The tests of Word files need LibreOffice. Install it (on Debian and Ubuntu: apt install "
    "libreoffice-writer-nogui) and run this again.\n"
)


class Machine:
    """A machine with a handful of commands, in a folder of its own; `id` says who is using it."""

    def __init__(self, folder: Path, script: Path) -> None:
        self.folder, self.script = folder, script
        self.commands = folder / "commands"
        self.commands.mkdir()
        for name in ("env", "mktemp", "rm", "sh", "tail", "chmod", "cat"):
            found = shutil.which(name)
            assert found
            (self.commands / name).symlink_to(found)
        self.has("id", "echo 1000")
        self.drives_browsers("exit 0")

    def drives_browsers(self, does: str) -> None:
        driver = self.folder / ".venv/bin/playwright"
        driver.parent.mkdir(parents=True, exist_ok=True)
        driver.write_text(f"#!/bin/sh\n{does}\n")
        driver.chmod(0o755)

    def has_python(self, does: str) -> None:
        """An environment whose Python does this, whatever it is asked."""
        python = self.folder / ".venv/bin/python"
        python.parent.mkdir(parents=True, exist_ok=True)
        python.write_text(f"#!/bin/sh\n{does}\n")
        python.chmod(0o755)

    def has(self, command: str, does: str) -> None:
        path = self.commands / command
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)

    def gets(self, what: str, **environment: str) -> tuple[int, str]:
        """The exit code and all that is said while `what` is being got."""
        done = subprocess.run(
            ["/bin/sh", self.script, what],
            cwd=self.folder,
            env={"PATH": str(self.commands), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout


@pytest.fixture
def machine(repository: Path, tmp_path: Path) -> Machine:
    return Machine(tmp_path, repository / "generator/machine.sh")


def test_a_browser_that_runs_is_enough(machine: Machine) -> None:
    machine.has("google-chrome", "exit 0")

    assert machine.gets("browser") == (0, "")


def test_a_missing_browser_is_told_where_nothing_may_be_installed(machine: Machine) -> None:
    machine.has("apt-get", "exit 0")

    assert machine.gets("browser") == (1, NO_BROWSER)


def test_a_browser_that_only_points_elsewhere_is_none(machine: Machine) -> None:
    machine.has("chromium-browser", "echo 'Please install the snap' >&2; exit 1")

    assert machine.gets("browser") == (1, NO_BROWSER)


def test_a_named_browser_that_does_not_run_is_told(machine: Machine) -> None:
    machine.has("chromium", "exit 0")

    assert machine.gets("browser", CHROMIUM="/nowhere/chromium") == (
        1,
        "CHROMIUM says /nowhere/chromium, and that does not run here. Give the path of a Chromium or Chrome "
        "that does.\n",
    )


@pytest.mark.parametrize("who", ["root", "someone with sudo"])
def test_a_missing_browser_is_installed_after_the_package_list_is_renewed(machine: Machine, who: str) -> None:
    machine.has("id", "echo 0" if who == "root" else "echo 1000")
    machine.has("sudo", 'shift; exec "$@"')
    machine.has("true", "exit 0")
    machine.has(
        "apt-get",
        f"""
        [ "$1" = update ] && echo >{machine.folder}/renewed
        [ "$1" = install ] || exit 0
        cat {machine.folder}/renewed && echo '#!/bin/sh' >{machine.commands}/chromium
        chmod +x {machine.commands}/chromium""",
    )

    assert machine.gets("browser") == (0, "Installing chromium from the system's packages\n")


def test_what_the_package_manager_says_last_is_shown_when_it_fails(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", 'echo "E: no such thing: $1"; exit 100')

    code, said = machine.gets("browser")

    assert code == 1
    assert "E: no such thing: update\n" in said
    assert said.endswith(NO_BROWSER)


def test_a_driver_that_does_not_start_is_told_where_nothing_may_be_installed(machine: Machine) -> None:
    machine.has("chromium", "exit 0")
    machine.drives_browsers("exit 127")

    assert machine.gets("browser") == (
        1,
        "The browser tests cannot start Playwright. Install what it needs (on Debian and Ubuntu: "
        "apt install libatomic1) and run this again.\n",
    )


def test_a_machine_that_can_print_is_left_alone(machine: Machine) -> None:
    machine.has_python("exit 0")

    assert machine.gets("paper") == (0, "")


def test_a_machine_that_cannot_print_says_so_and_the_work_goes_on(machine: Machine) -> None:
    machine.has_python("exit 1")

    code, said = machine.gets("paper")

    assert code == 0
    assert said.startswith("Practices can't be printed as PDF here. If you want that, install Pango")


def test_what_prints_is_installed_where_that_is_allowed(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has_python(f"[ -e {machine.folder}/pango ]")
    machine.has("apt-get", f'[ "$1" = update ] || : > {machine.folder}/pango')

    code, said = machine.gets("paper")

    assert code == 0 and "Installing libpango-1.0-0" in said and "can't be printed" not in said


def test_a_java_that_is_new_enough_is_enough(machine: Machine) -> None:
    machine.has("java", JAVA.format("17.0.15"))

    assert machine.gets("java") == (0, "")


@pytest.mark.parametrize("java", ["exit 1", JAVA.format("11.0.2"), "echo what"])
def test_a_missing_or_old_java_is_told(machine: Machine, java: str) -> None:
    machine.has("java", java)

    assert machine.gets("java") == (1, NO_JAVA)


def test_a_missing_java_is_installed_and_a_newer_one_where_the_systems_own_is_old(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has(
        "apt-get",
        f"""
        for name in "$@"; do
            case $name in
                default-jre-headless) echo 'echo openjdk 11.0.2' >{machine.commands}/java ;;
                openjdk-17-jre-headless) echo 'echo openjdk 17.0.15' >{machine.commands}/java ;;
            esac
        done
        chmod +x {machine.commands}/java || true""",
    )

    assert machine.gets("java") == (
        0,
        "Installing default-jre-headless from the system's packages\n"
        "Installing openjdk-17-jre-headless from the system's packages\n",
    )


def test_a_missing_python_is_told(machine: Machine) -> None:
    assert machine.gets("environment") == (
        1,
        "Talkoot needs Python 3.11 or newer, and python3 is not here. Install it (on Debian and Ubuntu: "
        "apt install python3 python3-venv) and run this again.\n",
    )


def test_an_old_python_is_told(machine: Machine) -> None:
    machine.has("python3", '[ "$1" = -V ] && echo Python 3.10.4 || exit 1')

    assert machine.gets("environment") == (
        1,
        "Talkoot needs Python 3.11 or newer, and python3 is Python 3.10.4. Name a newer one: "
        "make site PYTHON=python3.12\n",
    )


def test_a_python_that_cannot_make_environments_is_told_and_leaves_nothing_half_made(
    machine: Machine,
) -> None:
    machine.has("python3", f'[ "$1" = -c ] && exit 0; echo >{machine.folder}/.venv/half; exit 1')

    assert machine.gets("environment") == (
        1,
        "python3 cannot make environments. Install what it needs for that (on Debian and Ubuntu: "
        "apt install python3-venv) and run this again.\n",
    )
    assert not (machine.folder / ".venv").exists()


def test_an_office_that_runs_is_enough_and_a_missing_one_is_told(machine: Machine) -> None:
    assert machine.gets("office") == (1, NO_OFFICE)

    machine.has("soffice", "[ $1 = --version ]")

    assert machine.gets("office") == (0, "")
