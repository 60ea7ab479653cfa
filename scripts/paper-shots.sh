#!/usr/bin/env bash
# Pictures of every paper of the demo firm in three languages, for docs/papers: the offer, the dossier, the price list and
# the confirmation of an order.
set -eu -o pipefail

rapport=$PWD/build/rapport
out=$PWD/docs/papers
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
rm -f "$out"/*.png

for lang in ru uk en; do
	case $lang in
	ru) client='Кедровый Двор' ;;
	uk) client='Кедровий Двір' ;;
	en) client='Cedar Court' ;;
	esac
	run() { "$rapport" --data "$work/$lang" --lang "$lang" "$@"; }
	run demo
	offer=$(run offers --json | sed -n 's/.*"number":"\([^"]*\)".*/\1/p' | sed -n 1p)
	order=$(run orders --json | sed -n 's/.*"number":"\([^"]*\)".*/\1/p' | sed -n 1p)
	run offer "$offer" -o "$work/offer-$lang.pdf"
	run dossier "$client" -o "$work/dossier-$lang.pdf"
	run pricelist -o "$work/pricelist-$lang.pdf"
	run order "$order" -o "$work/order-$lang.pdf"
	for paper in offer dossier pricelist order; do
		pdftoppm -r 60 -png "$work/$paper-$lang.pdf" "$out/$paper-$lang"
	done
done
