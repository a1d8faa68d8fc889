import { defineImage } from '../../control-plane/src/images/define.ts';

const BIN = '/usr/lib/postgresql/15/bin';

/**
 * PostgreSQL 15 with a cluster made when the image is: a database answers within a second, as any uid, on a read-only
 * root, its data in memory. Env: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB.
 */
export default defineImage({
  debian: {
    packages: [
      'base-files',
      'base-passwd',
      'libc-bin',
      'busybox',
      'tzdata',
      'netbase',
      'postgresql-15',
      'libnss-wrapper',
    ],
    programs: [
      '/usr/bin/busybox',
      `${BIN}/{postgres,initdb,psql,pg_isready}`,
      '/usr/lib/postgresql/15/lib/{[a-k]*,l[a-km-z]*,[m-o]*,p[a-km-z]*,[q-z]*}.so',
      '/usr/lib/*/libnss_wrapper.so',
    ],
    drop: [
      `${BIN}/{pg_[a-hj-z]*,pgbench,oid2name,vacuum*,reindexdb,cluster*,create*,drop*}`,
      '/usr/lib/postgresql/15/lib/{bitcode,llvm*,pgxs,libpgport*,libpgcommon*}',
      '/usr/share/{i18n,perl,postgresql-common,X11}',
      '/usr/share/postgresql/15/man',
      '/usr/bin/{openssl,mawk,pg_*,psql,localedef,iconv,create*,drop*,vacuum*,cluster*,reindexdb}',
      '/usr/sbin/{pg_*,iconvconfig,zic,ldconfig}',
      '/etc/{ssl,postgresql-common,perl,ldap,pam.d,security}',
    ],
    finish: `
      cp "$1/usr/share/base-passwd/passwd.master" "$1/etc/passwd"
      cp "$1/usr/share/base-passwd/group.master" "$1/etc/group"
      ln -sf /usr/share/zoneinfo/Europe/Brussels "$1/etc/localtime"
      for tool in $("$1/bin/busybox" --list); do
        [ -e "$1/usr/bin/$tool" ] || ln -s busybox "$1/usr/bin/$tool"
      done
      cluster=/usr/share/proeftuin/cluster
      mkdir -p "$1$cluster" "$1/data" "$1/var/lib/postgresql/data" "$1/dev/shm"
      chmod 1777 "$1/data" "$1/var/lib/postgresql" "$1/var/lib/postgresql/data"
      chown 65534:0 "$1$cluster"
      mknod -m 666 "$1/dev/null" c 1 3 2>/dev/null || true
      chroot --userspec=65534:0 "$1" ${BIN}/initdb -D "$cluster" -U postgres -E UTF8 --locale=C.UTF-8 \\
        --locale-provider=icu --icu-locale=nl-BE --wal-segsize=1 --no-sync --auth=trust >/dev/null
    `,
  },
  files: {
    '/postgres/start.sh': 'start.sh',
    '/postgres/postgresql.conf': 'postgresql.conf',
    '/postgres/pg_hba.conf': 'pg_hba.conf',
  },
  env: { PATH: `${BIN}:/usr/bin`, LANG: 'C.UTF-8', TZ: 'Europe/Brussels' },
  entrypoint: ['/bin/sh', '/postgres/start.sh'],
  ports: [5432],
  lab: true,
});
