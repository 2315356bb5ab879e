#!/bin/sh
# Gets from this machine what Talkoot needs of it, or says in a sentence what to install.
#
#   machine.sh environment   an empty Python environment in .venv, made with $PYTHON
#   machine.sh paper         what prints practices as PDF, or a sentence where it can not be had
#   machine.sh browser       a Chromium for the browser tests, $CHROMIUM where that is set, and what drives it
#   machine.sh java          a Java for the checker of pages
#   machine.sh office        a LibreOffice, which opens what is given away as Word files
#
# What is missing comes from the system's packages where this user may install them without being asked.
set -eu

stop() {
    echo "$*" >&2
    exit 1
}

system_install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then as_root="env"
    elif sudo -n true 2>/dev/null; then as_root="sudo -n env"
    else return 1
    fi
    echo "Installing $* from the system's packages"
    log=$(mktemp)
    if $as_root apt-get update >"$log" 2>&1 </dev/null &&
        $as_root DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
            -o DPkg::Lock::Timeout=120 "$@" >>"$log" 2>&1 </dev/null
    then rm -f "$log"
    else tail -n 5 "$log" >&2; rm -f "$log"; return 1
    fi
}

python_is_there() {
    command -v "$PYTHON" >/dev/null
}

environment_is_made() {
    "$PYTHON" -m venv --clear .venv >/dev/null 2>&1
}

environment() {
    PYTHON=${PYTHON:-python3}
    python_is_there || { [ "$PYTHON" = python3 ] && system_install python3 python3-venv && python_is_there; } ||
        stop "Talkoot needs Python 3.11 or newer, and $PYTHON is not here. Install it (on Debian and Ubuntu: apt install python3 python3-venv) and run this again."
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "Talkoot needs Python 3.11 or newer, and $PYTHON is $("$PYTHON" -V). Name a newer one: make site PYTHON=python3.12"
    environment_is_made || { system_install python3-venv && environment_is_made; } || {
        rm -rf .venv
        stop "$PYTHON cannot make environments. Install what it needs for that (on Debian and Ubuntu: apt install python3-venv) and run this again."
    }
}

# A package may leave a command that only says where to get the browser, so each is started once.
browser_runs() {
    for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome-stable google-chrome \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    do
        if "$name" --version >/dev/null 2>&1 </dev/null; then return 0; fi
        if [ -n "${CHROMIUM:-}" ]; then return 1; fi
    done
    return 1
}

# The driver brings its own Node.js, which leans on one library that a bare Debian lacks.
driver_runs() {
    .venv/bin/playwright --version >/dev/null 2>&1 </dev/null
}

browser() {
    driver_runs || { system_install libatomic1 && driver_runs; } ||
        stop "The browser tests cannot start Playwright. Install what it needs (on Debian and Ubuntu: apt install libatomic1) and run this again."
    browser_runs && return
    [ -z "${CHROMIUM:-}" ] ||
        stop "CHROMIUM says $CHROMIUM, and that does not run here. Give the path of a Chromium or Chrome that does."
    # Debian's name, then Ubuntu's.
    { system_install chromium || system_install chromium-browser; } && browser_runs && return
    stop "The browser tests need Chromium. Install it (on Debian: apt install chromium, on Ubuntu: snap install chromium), or name a Chromium or Chrome that runs here: make test CHROMIUM=/path/to/it"
}

# “openjdk 17.0.15 2025-04-15” is the first line; Java 8 and older do not know the question.
java_runs() {
    said=$(command java --version 2>/dev/null </dev/null) || return 1
    # shellcheck disable=SC2086 # the second word is the version
    set -- $said 0 0
    [ "${2%%[!0-9]*}" -ge 17 ] 2>/dev/null
}

java() {
    # What a system calls its own Java may be an older one.
    java_runs || { system_install default-jre-headless && java_runs; } ||
        { system_install openjdk-17-jre-headless && java_runs; } ||
        stop "The tests need Java 17 or newer. Install it (on Debian and Ubuntu: apt install default-jre-headless) and run this again."
}

office_runs() {
    soffice --version >/dev/null 2>&1 </dev/null
}

office() {
    office_runs || { system_install libreoffice-writer-nogui && office_runs; } ||
        stop "The tests of Word files need LibreOffice. Install it (on Debian and Ubuntu: apt install libreoffice-writer-nogui) and run this again."
}

pango_is_there() {
    .venv/bin/python -c 'import ctypes, sys
for name in ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"):
    try:
        sys.exit(ctypes.CDLL(name) is None)
    except OSError:
        pass
sys.exit(1)' 2>/dev/null
}

# The site is whole without: then no page offers a PDF.
paper() {
    pango_is_there || { system_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && pango_is_there; } ||
        echo "Practices can't be printed as PDF here. If you want that, install Pango (on Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) and run this again."
}

case ${1:-} in
    environment | browser | java | office | paper) "$1" ;;
    *) stop "Say what is needed: machine.sh environment, browser, java, office or paper" ;;
esac
