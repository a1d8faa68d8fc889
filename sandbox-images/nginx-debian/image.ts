import { defineImage } from '../../control-plane/src/images/define.ts';

/** Debian's nginx as it is, for example services that were not made for the lab: starts as root, port 80. */
export default defineImage({
  from: 'base',
  debian: {
    packages: ['base-files', 'base-passwd', 'libc-bin', 'nginx'],
    programs: ['/usr/sbin/nginx'],
    drop: [
      '/usr/{bin,share/ca-certificates,share/zoneinfo,share/base-files,share/base-passwd,lib/os-release,lib/locale}',
      '/usr/sbin/{[!n]*,nfnl*}',
      '/usr/lib/{tc,*/xtables,*/{ossl-modules,engines-3}}',
      '/etc/{ssl,iproute2,ufw,debian_version,issue*,os-release,localtime,passwd,group,skel,profile.d,ld.so*,gai.conf,perl,mime*}',
    ],
    finish: `
      mkdir -p "$1/etc/nginx/sites-enabled" "$1/etc/nginx/modules-enabled" "$1/var/log/nginx" "$1/var/lib/nginx" "$1/var/www/html"
      ln -sf /etc/nginx/sites-available/default "$1/etc/nginx/sites-enabled/default"
    `,
  },
  command: ['/usr/sbin/nginx', '-g', 'daemon off;'],
  user: '0:0',
  ports: [80],
  alias: 'proeftuin/nginx:debian',
});
