#!/usr/bin/env bash
# Installs the Debian packages that the named sets need and that are missing: scripts/deps.sh build|test|bench|dist…
# Silent when nothing is missing.
set -eu -o pipefail

packages() {
	case $1 in
	build) echo gcc pkg-config libgl1-mesa-dev xorg-dev ;;
	test) echo xvfb xauth xdotool x11-utils imagemagick libgl1-mesa-dri x11-xkb-utils poppler-utils qpdf ;;
	bench) echo wkhtmltopdf weasyprint hyperfine ;;
	dist) echo gcc-mingw-w64-x86-64 xz-utils ;;
	*) echo "deps.sh: no set \"$1\": build, test, bench or dist" >&2 && return 2 ;;
	esac
}

wanted=()
for set in "$@"; do
	list=$(packages "$set")
	read -ra some <<<"$list"
	wanted+=("${some[@]}")
done

if ! command -v dpkg-query >/dev/null; then
	[[ $(uname -s) != Linux ]] || echo "This is no Debian system: what Debian calls ${wanted[*]} has to be installed by hand." >&2
	exit 0
fi

installed=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' "${wanted[@]}" 2>/dev/null || true)"
missing=()
for package in "${wanted[@]}"; do
	[[ $installed == *" installed:$package "* ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "Missing: ${missing[*]}. There is no apt-get to install them with." >&2
	exit 1
fi
root=()
if [[ $(id -u) != 0 ]]; then
	if ! command -v sudo >/dev/null; then
		echo "Missing: ${missing[*]}. Install them as root, or install sudo." >&2
		exit 1
	fi
	root=(sudo)
fi

echo "Installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${root[@]}" apt-get update && "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
	apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
	tail -20 "$log" >&2
	echo "These packages could not be installed: ${missing[*]}" >&2
	exit 1
fi
