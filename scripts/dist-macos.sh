#!/usr/bin/env bash
# Builds Rapport.app on a Mac with Xcode's command line tools: scripts/dist-macos.sh VERSION. It cannot be built on
# another system, since the window needs Apple's headers. The program is signed for this machine only.
set -eu -o pipefail

version=$1
app=build/dist/Rapport.app
id=io.github.rapport-crm.rapport

rm -rf "$app" build/icon.iconset
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources" build/icon.iconset
CGO_ENABLED=1 go build -trimpath -buildvcs=false -tags migrated_fynedo -ldflags "-s -w -X main.version=$version" \
	-o "$app/Contents/MacOS/rapport" .

for size in 16 32 128 256 512; do
	sips -z $size $size assets/icon.png --out "build/icon.iconset/icon_${size}x$size.png" >/dev/null
done
iconutil -c icns -o "$app/Contents/Resources/rapport.icns" build/icon.iconset

cat >"$app/Contents/Info.plist" <<END
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>CFBundleName</key><string>Rapport</string>
	<key>CFBundleIdentifier</key><string>$id</string>
	<key>CFBundleExecutable</key><string>rapport</string>
	<key>CFBundleIconFile</key><string>rapport</string>
	<key>CFBundlePackageType</key><string>APPL</string>
	<key>CFBundleShortVersionString</key><string>$version</string>
	<key>CFBundleVersion</key><string>$version</string>
	<key>CFBundleLocalizations</key><array><string>ru</string><string>uk</string><string>en</string></array>
	<key>LSMinimumSystemVersion</key><string>12.0</string>
	<key>NSHighResolutionCapable</key><true/>
</dict>
</plist>
END
codesign --force --sign - "$app"
ditto -c -k --keepParent "$app" "build/dist/rapport-$version-macos-$(uname -m).zip"
