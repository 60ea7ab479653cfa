#!/usr/bin/env bash
# Builds what is handed out into build/dist: scripts/dist.sh VERSION. The same source gives the same bytes.
set -eu -o pipefail

version=$1
dist=build/dist
stage=build/stage
id=io.github.rapport-crm.rapport
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH
ldflags="-s -w -buildid= -X main.version=$version"

rm -rf "$stage"
mkdir -p "$dist" "$stage"

# layout puts the program and what belongs to it under a root folder and prefix.
layout() {
	local prefix=$1
	install -D -m 755 "$stage/rapport" "$prefix/bin/rapport"
	install -D -m 644 "packaging/linux/$id.desktop" "$prefix/share/applications/$id.desktop"
	install -D -m 644 assets/icon.png "$prefix/share/icons/hicolor/512x512/apps/rapport.png"
	install -D -m 644 assets/icons/logo.svg "$prefix/share/icons/hicolor/scalable/apps/rapport.svg"
}

linux() {
	local arch
	arch=$(go env GOARCH)
	go build -trimpath -buildvcs=false -tags "x11 migrated_fynedo" -ldflags "$ldflags" -o "$stage/rapport" .
	layout "$stage/tar/rapport-$version/usr/local"
	tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -C "$stage/tar" \
		-c "rapport-$version" | xz -6 -T1 >"$dist/rapport-$version-linux-$arch.tar.xz"
	if command -v dpkg-deb >/dev/null; then
		deb "$arch"
	else
		echo "No dpkg-deb here: no .deb was made."
	fi
}

deb() {
	local arch=$1 root=$stage/deb
	layout "$root/usr"
	mkdir -p "$root/DEBIAN"
	cat >"$root/DEBIAN/control" <<-END
		Package: rapport
		Version: $version
		Architecture: $arch
		Maintainer: Rapport <rapport@localhost>
		Installed-Size: $(du -sk "$root/usr" | cut -f1)
		Depends: libc6, libgl1, libx11-6, libxcursor1, libxrandr2, libxinerama1, libxi6, libxxf86vm1
		Recommends: xdg-utils
		Section: misc
		Priority: optional
		Description: CRM of relationships for the owners of small firms
		 Clients and the people behind them, deals, offers and dossiers on paper.
		 Works without a network; all data is one file of the user's own.
	END
	find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
	dpkg-deb --root-owner-group -Zxz -b "$root" "$dist/rapport_${version}_$arch.deb" >/dev/null
}

windows() {
	local cc=x86_64-w64-mingw32-gcc resource=rapport_windows_amd64.syso
	if ! command -v "$cc" >/dev/null; then
		echo "No $cc here: no program for Windows was made."
		return
	fi
	trap "rm -f $resource" EXIT # go takes in a .syso that lies beside main.go
	x86_64-w64-mingw32-windres -I packaging/windows -DVERSION_NUMBERS="${version//./,},0" \
		"-DVERSION_TEXT=\\\"$version\\\"" -O coff -o "$resource" packaging/windows/rapport.rc
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=$cc go build -trimpath -buildvcs=false -tags migrated_fynedo \
		-ldflags "$ldflags -H windowsgui" -o "$dist/rapport-$version-windows-amd64.exe" .
	rm -f "$resource"
}

linux
windows
(cd "$dist" && sha256sum -- *"$version"* | tee SHA256SUMS)
