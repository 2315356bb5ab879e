#!/bin/sh
# Fetches the files of others that the theme carries, by name, version and hash. Needs npm and Python. They are
# kept in the repository with their licences; run this only to renew them.
set -eu
cd "$(dirname "$0")/talkoot/theme"

# package version sha512
fetch() {
    folder=$(mktemp -d)
    (cd "$folder" && npm pack --silent "$1@$2" >/dev/null)
    echo "$3  $(ls "$folder"/*.tgz)" | sha512sum --check --quiet
    tar -xzf "$folder"/*.tgz -C "$folder"
    echo "$folder/package"
}

# Familjen Grotesk: every letter of Finnish, Swedish and Northern Sámi in 34 kB (SIL Open Font License 1.1)
font=$(fetch @fontsource-variable/familjen-grotesk 5.3.0 47d5b4c44651207515eb9f1cb8e19130021ca97d5027ca79fd6e81a28a1aeb3030d41028cd4fff9abf02d15360812136ebf5473f08f65cdc8c006eb25099a3c4)
mkdir -p fonts
cp "$font/files/familjen-grotesk-latin-wght-normal.woff2" fonts/familjen-grotesk.woff2
cp "$font/files/familjen-grotesk-latin-ext-wght-normal.woff2" fonts/familjen-grotesk-ext.woff2
cp "$font/LICENSE" fonts/LICENSE.txt

# The same typeface for share cards, which Pillow draws: one TrueType file a weight, not published
still=$(fetch @fontsource/familjen-grotesk 5.3.0 2a1e835f002dc3e932bc24a988e237c2cb3f2ef389b4925197d3537fd62962999ca6c67904640b4c5f67566f535269e92d37b8cf78b201cbe72dfb1081047496)
tools=$(mktemp -d)
python3 -m venv "$tools"
echo "fonttools==4.68.0 --hash=sha256:d76f8fdcb6936f5e1045a0c9dd721a4bf11112e60d1e243bfa1d39f06a8b3104" >"$tools/tools.txt"
"$tools/bin/pip" --quiet download --require-hashes --no-deps --platform any --python-version 3.11 \
    --only-binary :all: --requirement "$tools/tools.txt" --dest "$tools"
"$tools/bin/pip" --quiet install --no-deps "$tools"/fonttools-*.whl
mkdir -p fonts/share
for weight in 500 700; do
    "$tools/bin/python" - "$still/files/familjen-grotesk-latin-$weight-normal.woff" \
        "$still/files/familjen-grotesk-latin-ext-$weight-normal.woff" "fonts/share/familjen-grotesk-$weight.ttf" <<'END'
import sys
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

latin, extended, out = sys.argv[1:]
font = Merger().merge([latin, extended])
font.flavor, font.recalcTimestamp = None, False
font["head"].created = font["head"].modified = TTFont(latin)["head"].modified
for tag in {"GPOS", "GSUB", "GDEF", "STAT"} & set(font.keys()):  # Pillow's own layout reads none of them
    del font[tag]
font.save(out)
END
done
cp "$still/LICENSE" fonts/share/LICENSE.txt

# Boundaries of countries by Natural Earth, 1:50 million (public domain); their note is kept by hand
world=$(fetch world-atlas 2.0.2 2177d5d2ac25297a5c933d458705d5c0a46388884e9d6b6d3ac926e42b7132c8e013f317018447589aa05cea4cf0891c3c1a179f24d4e651477186b90a11b42d)
mkdir -p boundaries
cp "$world/countries-50m.json" boundaries/
