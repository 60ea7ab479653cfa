#!/usr/bin/env bash
# The first look: makes the demo firm once, prints a dossier and an offer of it to out/, and opens the window.
set -eu -o pipefail

rapport=build/rapport
data=${RAPPORT_DATA:-build/demo-data}
client='Кедровый Двор'

mkdir -p out "$data"
if [[ ! -e $data/rapport.db ]]; then
	"$rapport" --data "$data" demo
	echo "The demo firm is in $data"
fi

offers=$("$rapport" --data "$data" offers --json)
number=$(sed -n 's/.*"number":"\([^"]*\)".*/\1/p' <<<"$offers" | sed -n 1p) # the newest comes first
dossier="out/dossier-${client// /-}.pdf"
offer="out/offer-${number//\//-}.pdf"
"$rapport" --data "$data" dossier "$client" -o "$dossier"
"$rapport" --data "$data" offer "$number" -o "$offer"
echo "Printed $dossier and $offer"

if [[ $(uname -s) == Linux && -z ${DISPLAY:-} && -z ${WAYLAND_DISPLAY:-} ]]; then
	echo "There is no display here, so no window opens."
	exit 0
fi
exec "$rapport" --data "$data"
