#!/usr/bin/env bash
# The first look: makes the demo firm once, prints a dossier and an offer of it to out/, and opens the window.
# RAPPORT_DATA is the folder of its base, RAPPORT_LANG the language it is made in: ru, uk or en.
set -eu -o pipefail

rapport=build/rapport
data=${RAPPORT_DATA:-build/demo-data}
lang=${RAPPORT_LANG:-ru}
clients=('Кедровый Двор' 'Кедровий Двір' 'Cedar Court') # one hotel keeper, by the language of the firm

mkdir -p out "$data"
if [[ ! -e $data/rapport.db ]]; then
	"$rapport" --data "$data" demo --lang "$lang"
	echo "The demo firm is in $data"
fi

offers=$("$rapport" --data "$data" offers --json)
number=$(sed -n 's/.*"number":"\([^"]*\)".*/\1/p' <<<"$offers" | sed -n 1p) # the newest comes first
for client in "${clients[@]}"; do
	! "$rapport" --data "$data" show "$client" >/dev/null 2>&1 || break
done
dossier="out/dossier-${client// /-}.pdf"
offer="out/offer-${number//\//-}.pdf"
"$rapport" --data "$data" dossier "$client" --lang "$lang" -o "$dossier"
"$rapport" --data "$data" offer "$number" -o "$offer"
echo "Printed $dossier and $offer"

if [[ $(uname -s) == Linux && -z ${DISPLAY:-} && -z ${WAYLAND_DISPLAY:-} ]]; then
	echo "There is no display here, so no window opens."
	exit 0
fi
exec "$rapport" --data "$data"
