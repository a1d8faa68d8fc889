#!/bin/sh
# One browser, spoken to over two FIFOs in a volume that only the runner shares: no port, so no page can reach the
# debugging protocol. When the browser ends it starts again with new FIFOs; the runner sees the end of the old ones.
# Env: SPKI (hash of the sandbox's certificate authority), CDP_DIR, BROWSER_BIN. More flags as arguments.
# Flags: those of playwright-core 1.65 (chromiumSwitches.ts, Apache-2.0), without which pages are measured differently.
set -u
dir=${CDP_DIR:-/cdp}
export HOME="${BROWSER_HOME:-/tmp}"
umask 0
pid=
trap 'if [ -n "$pid" ]; then kill -TERM "$pid" 2>/dev/null; wait "$pid"; fi; exit 0' TERM INT
while :; do
  rm -f "$dir/in" "$dir/out"
  rm -rf "$HOME/profile"
  mkfifo "$dir/in" "$dir/out" || exit 1
  "${BROWSER_BIN:-chromium-headless-shell}" \
    --remote-debugging-pipe --no-startup-window --no-sandbox --user-data-dir="$HOME/profile" \
    --ignore-certificate-errors-spki-list="${SPKI:-}" \
    --host-resolver-rules='MAP *:443 127.0.0.1:443, MAP *:80 127.0.0.1:80, MAP * ~NOTFOUND' \
    --force-webrtc-ip-handling-policy=disable_non_proxied_udp \
    --disable-field-trial-config --disable-background-networking --disable-background-timer-throttling \
    --disable-backgrounding-occluded-windows --disable-back-forward-cache --disable-breakpad \
    --disable-component-extensions-with-background-pages --disable-component-update --no-default-browser-check \
    --disable-default-apps --disable-dev-shm-usage --disable-extensions \
    --disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch \
    --enable-features=CDPScreenshotNewSurface,SkipListAccountsWithoutGaiaCookies \
    --allow-pre-commit-input --disable-hang-monitor --disable-ipc-flooding-protection --disable-popup-blocking \
    --disable-prompt-on-repost --disable-renderer-backgrounding --force-color-profile=srgb --metrics-recording-only \
    --no-first-run --password-store=basic --use-mock-keychain --no-service-autorun \
    --disable-search-engine-choice-screen --enable-unsafe-swiftshader --disable-stack-profiler --disable-infobars \
    --disable-sync --hide-scrollbars --mute-audio \
    --blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4 \
    "$@" 3<>"$dir/in" 4<>"$dir/out" &
  pid=$!
  wait "$pid"
  pid=
  sleep 0.2
done
