import { defineImage } from '../../control-plane/src/images/define.ts';

/** One headless Chromium behind two FIFOs, with the fonts that pages need. */
export default defineImage({
  debian: {
    packages: [
      ...['base-files', 'base-passwd', 'libc-bin', 'busybox', 'tzdata', 'netbase'],
      ...['chromium-headless-shell', 'fontconfig', 'fonts-dejavu-core', 'fonts-liberation', 'fonts-noto-color-emoji'],
    ],
    programs: [
      '/usr/bin/{busybox,fc-match,fc-cache}',
      '/usr/lib/chromium/{chromium-headless-shell,chrome_crashpad_handler,libEGL.so,libGLESv2.so,libvk_swiftshader.so}',
      // Loaded by name when a page asks for TLS.
      '/usr/lib/*/{libsoftokn3,libfreebl3,libfreeblpriv3,libnssckbi,libnssdbm3,libnssutil3}.so',
    ],
    drop: [
      '/usr/lib/chromium/{libVkLayer*,libVkICD*,*.TOC,locales}',
      '/usr/lib/*/{dri,pulseaudio/modules,gio,gtk*,alsa-lib,libLLVM*,e2fsprogs}',
      '/usr/share/{X11,alsa,icons,mime,drirc.d,vulkan,fonts/truetype/dejavu/DejaVuMathTeXGyre.ttf,perl}',
      '/usr/bin/{x*,X*,openssl,mawk,glxinfo,listres,luit,viewres,editres,appres,sessreg,sxpm,dbus*}',
      '/usr/share/zoneinfo/{Africa,America,Antarctica,Arctic,Asia,Atlantic,Australia,Indian,Pacific,US,Brazil,Canada,Chile,Mexico,Etc}',
      '/etc/{X11,xdg,dbus-1,ssl}',
    ],
    // Debian's fontconfig looks for caches by the time of the folders, which is that of all entries of a layer.
    finish: `
      cp "$1/usr/share/base-passwd/passwd.master" "$1/etc/passwd"
      cp "$1/usr/share/base-passwd/group.master" "$1/etc/group"
      echo 'lab:*:10001:0:lab:/tmp:/bin/sh' >> "$1/etc/passwd"
      ln -sf /usr/share/zoneinfo/Europe/Brussels "$1/etc/localtime"
      for tool in $("$1/bin/busybox" --list); do
        [ -e "$1/usr/bin/$tool" ] || ln -s busybox "$1/usr/bin/$tool"
      done
      rm -f "$1/usr/share/fonts/truetype/dejavu/DejaVuMathTeXGyre.ttf"
      mkdir -p "$1/cdp" "$1/etc/fonts/conf.d"
      for conf in "$1"/usr/share/fontconfig/conf.avail/[1-6]*.conf; do
        case "$conf" in *10-no-antialias*|*10-sub-pixel*|*unhinted*|*autohint*|*lcdfilter-no*|*70-*) continue ;; esac
        ln -sf "/usr/share/fontconfig/conf.avail/$(basename "$conf")" "$1/etc/fonts/conf.d/"
      done
      find "$1/usr/share/fonts" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
      sed -i 's#/var/cache/fontconfig#/usr/share/fontconfig/cache#' "$1/etc/fonts/fonts.conf"
      mkdir -p "$1/usr/share/fontconfig/cache"
      chroot "$1" fc-cache -s
    `,
  },
  files: { '/browser/start.sh': 'start.sh' },
  env: { BROWSER_BIN: '/usr/lib/chromium/chromium-headless-shell', TZ: 'Europe/Brussels', LANG: 'C.UTF-8' },
  entrypoint: ['/bin/sh', '/browser/start.sh'],
  lab: true,
});
