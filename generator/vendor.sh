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

# For the form, loaded by its pages alone. One file each, so that a page asks for no more than it uses.
form=$(pwd)/scripts/edit/vendor
mkdir -p "$form"

# Zip files of what is compressed already, in 6 kB (MIT)
zip=$(fetch client-zip 2.5.1 c8ebcd481b105f507bc2d76f2155c910821286b94f897f9a761962eec5af421b31de75f50e3be94adf80c0ec5a5fedc30ac4ff631d27472e6122344b2187de6f)
cp "$zip/index.js" "$form/client-zip.js"
cp "$zip/LICENSE.txt" "$form/client-zip.LICENSE.txt"
# The check whether a practice fits makes Word files of it; scripts of one folder never reach into another's.
mkdir -p scripts/practices/vendor
cp "$form"/client-zip.* scripts/practices/vendor/

# GitHub-flavoured Markdown, read into tokens that the preview makes elements of (MIT)
marked=$(fetch marked 18.2.1 8a2e1bc424c2aaac294fce9765680936cf999c021992c98b19831589603b3c321760878da35c7a703757dc93a2a7d34cfdc23aa7ccf9ec5c6588009ba13aee30)
sed '/^\/\/# sourceMappingURL=/d' "$marked/lib/marked.esm.js" >"$form/marked.js"
cp "$marked/LICENSE" "$form/marked.LICENSE.txt"

# YAML that keeps comments, blank lines and the order of keys (ISC); bundled, since its modules are seventy files.
# esbuild's program differs between machines, so what it makes is what is checked.
yaml=$(fetch yaml 2.9.1 dcdc4df3eefc39dcdb4fb0bf5a31acc9f3c0b4968ddc5343b16c6fed8ee6703b13fe83a6816f01a72410145067bd91378fd63649dcf550b14b7b32fb11bdb217)
npm install --silent --no-save --prefix "$tools" esbuild@0.28.2
"$tools/node_modules/.bin/esbuild" "$yaml/browser/dist/index.js" --bundle --format=esm --minify --target=es2022 \
    --log-level=warning --outfile="$form/yaml.js"
echo "f70636f7926b17351a8bfa69b0b3ba8dbef22280e981b51963c3177e516c4b9a8769c3afe88630ddeaf691422c8f53b20e9636ea910ece6853443127cdf69870  $form/yaml.js" | sha512sum --check --quiet
cp "$yaml/LICENSE" "$form/yaml.LICENSE.txt"

# The visual editor at /admin/ (MIT) with its fonts (SIL OFL and Apache 2.0), for coordinators alone. Of its parts those
# stay out that no field of ours asks for: maps, drawings, pictures from iPhones, the colouring of code, and its words
# in languages that we do not speak. What it would fetch from elsewhere it finds beside itself, or is told at once.
editor=$(pwd)/admin/vendor
work=$(mktemp -d)
cms=$(fetch @sveltia/cms 0.221.1 27e4288a4f6418c9362fbbcda4e42b9c3985462f8d07abf02747fae7b62db31587d0ff16612611452442da943f8c619b56533ffcf83f588826929b30aa8a3781)
mkdir -p "$editor/fonts" "$work/node_modules/@sveltia"
cp "$cms/LICENSE.txt" "$editor/LICENSE.txt"
for font in source-sans-3 noto-mono material-symbols-outlined; do
    cp "$cms"/npm/assets/$font-latin-*.woff2 "$editor/fonts/$font.woff2"
    cp "$cms/npm/assets/$font.LICENSE.txt" "$editor/fonts/"
done
for words in "$cms"/locales/*.json; do
    case $words in */en-US.json | */fi.json | */sv.json) ;; *) echo '{}' >"$words" ;; esac
done
npm install --silent --no-save --ignore-scripts --prefix "$work" exifr@7.1.3 immutable@5.1.9 turndown@7.2.4
mv "$cms" "$work/node_modules/@sveltia/cms"
"$tools/node_modules/.bin/esbuild" "$work/node_modules/@sveltia/cms/npm/index.js" --bundle --format=esm --minify \
    --target=es2022 --legal-comments=none --log-level=error --outfile="$editor/sveltia-cms.js" \
    '--external:@shikijs/*' --external:svgo --external:leaflet '--external:terra-draw*' '--external:./chunks/heic-*' \
    '--external:./chunks/webp_enc*' '--external:./chunks/shiki-*' '--external:./chunks/react-dom*'
sed -i.fetched -E \
    -e 's#https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)(:vf)?@[0-9.]+/[a-z0-9-]+\.woff2#fonts/\1.woff2#g' \
    -e 's#assets/(source-sans-3|noto-mono|material-symbols-outlined)-latin-[A-Za-z0-9_-]+\.woff2#fonts/\1.woff2#g' \
    -e 's#https://www\.githubstatus\.com/api/v2/status\.json#data:application/json,{\\"status\\":{\\"indicator\\":\\"none\\"}}#' \
    "$editor/sveltia-cms.js"
rm "$editor/sveltia-cms.js.fetched"
echo "cffe6c5f758a9ce10641637099bcef9bb393c0d0843d094c21a244b30abb7ea64182a4f4a276094332d075683849cdd5734e2cce211bae4facd76adf5bf92934  $editor/sveltia-cms.js" | sha512sum --check --quiet
# What the tests hold its settings against
python3 -c 'import json, sys; json.dump(json.load(sys.stdin), sys.stdout, separators=(",", ":"))' \
    <"$work/node_modules/@sveltia/cms/schema/sveltia-cms.json" >../../../tests/tools/sveltia-cms.schema.json
