#!/usr/bin/env bash
# Pictures of every paper of the demo firm in three languages, for docs/papers: the offer, a large one with a cover and
# sheets of products, the dossier, the price list, the confirmation of an order, and the first page of each printed list.
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
	large=${offer%0221}0206
	run offer "$large" -o "$work/large-$lang.pdf"
	run dossier "$client" -o "$work/dossier-$lang.pdf"
	run pricelist --pictures -o "$work/pricelist-$lang.pdf"
	run order "$order" -o "$work/order-$lang.pdf"
	for paper in offer dossier pricelist order; do
		pdftoppm -r 60 -png "$work/$paper-$lang.pdf" "$out/$paper-$lang"
	done
	for page in 1:cover 5:sheets; do
		pdftoppm -r 60 -png -singlefile -f "${page%:*}" -l "${page%:*}" "$work/large-$lang.pdf" "$out/${page#*:}-$lang"
	done
done
RAPPORT_PAPERS=$work go test -count=1 ./screens -run TestEveryGridPrints
for list in "$work"/list-*.pdf; do
	pdftoppm -r 60 -png -singlefile "$list" "$out/$(basename "$list" .pdf)"
done
