#!/bin/sh
# Installs what a Debian 12 lacks for Proeftuin; with SETUP=test also what the tests need. Says and does nothing when
# all is there. Starts no service and leaves none enabled that was not.
set -eu

# An engine that needs no service of its own, and what makes the lab's images without a registry.
wanted="podman catatonit runc netavark aardvark-dns uidmap fuse-overlayfs iproute2 util-linux skopeo mmdebstrap gcc libc6-dev binutils ca-certificates"
# A second engine, a browser for looks at the console and the reports, a registry that clusters pull from.
[ "${SETUP:-}" = test ] && wanted="$wanted docker.io chromium docker-registry"
# Node 24 comes from its npm package (scripts/node.sh): any npm will do.
command -v npm >/dev/null 2>&1 || [ -x "$(dirname "$0")/../.tools/node/bin/node" ] || wanted="$wanted npm"

if ! command -v dpkg-query >/dev/null 2>&1; then
  command -v podman >/dev/null 2>&1 || command -v docker >/dev/null 2>&1 ||
    echo "no Debian: install Podman or Docker, and skopeo, by this system's own means" >&2
  exit 0
fi

missing=
for package in $wanted; do
  case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" in
    installed) ;;
    # Docker's own packages serve as well as Debian's.
    *) if [ "$package" = docker.io ] && command -v dockerd >/dev/null 2>&1; then continue; fi
       missing="$missing $package" ;;
  esac
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" != 0 ]; then
  if command -v sudo >/dev/null 2>&1; then exec sudo SETUP="${SETUP:-}" sh "$0"; fi
  echo "install as root:$missing" >&2
  exit 4
fi

echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# While packages are set up, nothing may start; an own rule of the machine's stays as it is.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
fi
log=$(mktemp)
run() {
  if ! "$@" > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    echo "failed: $*" >&2
    exit 4
  fi
}
run apt-get -q update
# shellcheck disable=SC2086 # a list of names
run apt-get -q -y -o Dpkg::Options::=--force-confold install --no-install-recommends $missing
rm -f "$log"
# Only what was brought here: the tests start daemons of their own.
disable() {
  command -v systemctl >/dev/null 2>&1 && systemctl disable "$@" >/dev/null 2>&1 || true
}
case " $missing " in *" docker.io "*) disable docker.service docker.socket containerd.service ;; esac
case " $missing " in *" docker-registry "*) disable docker-registry.service ;; esac
