import { defineImage } from '../../control-plane/src/images/define.ts';

/** What a Node binary needs, certificates, time zones, and busybox as the shell. */
export default defineImage({
  debian: {
    packages: [
      'base-files',
      'base-passwd',
      'libc6',
      'libc-bin',
      'libstdc++6',
      'libgcc-s1',
      'ca-certificates',
      'tzdata',
      'netbase',
      'busybox',
    ],
    programs: [
      '/usr/bin/busybox',
      '/usr/lib/*/{libstdc++.so.6,libgcc_s.so.1,libdl.so.2,libm.so.6,libpthread.so.0,librt.so.1}',
    ],
    drop: [
      '/usr/bin/{openssl,c_rehash,mawk,deb-systemd*,getconf,iconv,localedef,ldd,catchsegv,pldd,zdump,tzselect,sprof}',
      '/usr/sbin/{iconvconfig,zic,ldconfig,update-ca-certificates}',
      '/usr/share/ca-certificates',
    ],
    finish: `
      cp "$1/usr/share/base-passwd/passwd.master" "$1/etc/passwd"
      cp "$1/usr/share/base-passwd/group.master" "$1/etc/group"
      echo 'lab:*:10001:0:lab:/tmp:/bin/sh' >> "$1/etc/passwd"
      find "$1/usr/share/ca-certificates" -name '*.crt' | LC_ALL=C sort | xargs cat > "$1/etc/ssl/certs/ca-certificates.crt"
      ln -sf /usr/share/zoneinfo/Europe/Brussels "$1/etc/localtime"
      for tool in $("$1/bin/busybox" --list); do
        [ -e "$1/usr/bin/$tool" ] || ln -s busybox "$1/usr/bin/$tool"
      done
    `,
  },
});
