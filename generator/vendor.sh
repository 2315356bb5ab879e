#!/bin/sh
# Fetches the front-end files that the theme carries, by name, version and hash. Needs npm. The files are
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
