#!/bin/sh
# Copies the cluster that the image holds to memory, makes the role and its database, and becomes the server.
# Env: POSTGRES_USER (default app), POSTGRES_PASSWORD, POSTGRES_DB (default the user's name), PGDATA (a writable folder).
set -eu
umask 077
config="-c config_file=/postgres/postgresql.conf"
for folder in "${PGDATA:-}" /data /var/lib/postgresql/data /var/lib/postgresql /tmp; do
  # Tried, not asked: a folder of a read-only file system may have the mode of a writable one.
  if [ -n "$folder" ] && mkdir "$folder/.tried" 2>/dev/null; then rmdir "$folder/.tried"; break; fi
done
data=$folder/cluster
if [ ! -f "$data/made" ]; then
  rm -rf "$data"
  cp -R /usr/share/proeftuin/cluster "$data"
  chmod -R u=rwX,go= "$data"
  user=${POSTGRES_USER:-app}
  name() { printf '"%s"' "$(printf %s "$1" | sed 's/"/""/g')"; }
  text() { printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"; }
  # Single-user mode asks for the name of its uid: any uid is called postgres here.
  printf 'postgres:x:%s:0::/tmp:/bin/sh\n' "$(id -u)" > "$data/passwd"
  {
    echo "CREATE ROLE $(name "$user") LOGIN PASSWORD $(text "${POSTGRES_PASSWORD:?is not set}")"
    echo "CREATE DATABASE $(name "${POSTGRES_DB:-$user}") OWNER $(name "$user")"
  } | LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD="$data/passwd" NSS_WRAPPER_GROUP=/etc/group \
    postgres --single -D "$data" $config -c log_min_messages=error postgres > "$data/made.log"
  if grep -q ERROR "$data/made.log"; then cat "$data/made.log" >&2; exit 1; fi
  : > "$data/made"
fi
unset POSTGRES_PASSWORD
exec postgres -D "$data" $config
