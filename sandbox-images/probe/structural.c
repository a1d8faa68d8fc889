#include "probe.h"

#define MOST 64
static struct { const char *target[MOST], *door[MOST], *shut[MOST], *own[MOST], *server[MOST], *scratch[MOST]; int compat, pod, writable; long timeout, memory, cpu, pids; } want;
static const char *CONSTANT[] = {"169.254.169.254:80", "192.0.2.1:443", "198.51.100.7:80", "[2001:db8::1]:443", "10.0.2.2:22", "172.17.0.1:80", "10.88.0.1:80"};

static void add(const char **list, const char *value) { for (int n = 0; n < MOST - 1; n++) if (!list[n]) { list[n] = value; return; } }

static void no_route(void) {
  struct ifaddrs *list = NULL, *i;
  struct if_nameindex *links = if_nameindex();
  for (struct if_nameindex *l = links; l && l->if_index; l++) if (strcmp(l->if_name, "lo")) note(!want.pod, "interface %s", l->if_name);
  if (links) if_freenameindex(links);
  if (getifaddrs(&list) == 0) for (i = list; i; i = i->ifa_next) if (i->ifa_addr && i->ifa_addr->sa_family == AF_INET && strcmp(i->ifa_name, "lo")) note(!want.pod, "an address on %s", i->ifa_name);
  char text[400];
  FILE *f = fopen("/proc/net/route", "re");
  for (int n = 0; f && fgets(text, sizeof text, f); n++) if (n > 0) note(!want.pod, "an IPv4 route (%.*s)", (int)strcspn(text, "\t"), text);
  if (f) fclose(f);
  f = fopen("/proc/net/ipv6_route", "re");
  while (f && fgets(text, sizeof text, f)) if (!strstr(text, " lo")) note(!want.pod, "an IPv6 route");
  if (f) fclose(f);
  int fds[2 * MOST], errors[2 * MOST], count = 0;
  const char *names[2 * MOST];
  char host[80];
  for (size_t n = 0; n < sizeof CONSTANT / sizeof *CONSTANT; n++) names[count++] = CONSTANT[n];
  for (int n = 0; want.target[n]; n++) names[count++] = want.target[n];
  long until = now() + want.timeout;
  for (int n = 0; n < count; n++) { int port = split(names[n], host, sizeof host); errors[n] = begin(host, port, SOCK_STREAM, &fds[n]); }
  for (int n = 0; n < count; n++) {
    if (!errors[n]) errors[n] = finish(fds[n], until);
    if (fds[n] >= 0) close(fds[n]);
    if (!closed(errors[n])) note(1, "%s: %s", names[n], errors[n] ? why(errors[n]) : "connected");
  }
  int vsock = socket(AF_VSOCK, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (vsock >= 0) {
    struct sockaddr_vm to = {.svm_family = AF_VSOCK, .svm_cid = 2, .svm_port = 1};
    note(1, "AF_VSOCK opens (connect to the host: %s)", connect(vsock, (struct sockaddr *)&to, sizeof to) ? why(errno) : "connected");
    close(vsock);
  }
  note(0, "%s, %d connects: no route or no answer, no AF_VSOCK", want.pod ? "a pod's interface" : "loopback alone", count);
  if (bad) { char *last = strstr(detail, want.pod ? "; a pod's" : "; loopback"); if (last) *last = 0; }
  say("no-route");
}

static char resolver[64] = "127.0.0.1";

static void own_names(void) {
  char found[64];
  line("/etc/resolv.conf", "nameserver", resolver, sizeof resolver);
  for (int n = 0; want.own[n]; n++) {
    int code = ask(resolver, want.own[n], 1, 0, 4000, found);
    note(code != 0, "%s: %s", want.own[n], code == 0 ? found : code < 0 ? why(-code) : "not resolved");
  }
  int code = ask(resolver, "unknown-name.proeftuin.test", 1, 0, 4000, found);
  note(code != 3, "an unknown name at %s: %s", resolver, code == 3 ? "NXDOMAIN" : code < 0 ? why(-code) : "an answer");
  if (!want.server[0]) want.server[0] = "192.0.2.53";
  for (int n = 0; want.server[n]; n++) for (int tcp = 0; tcp < 2; tcp++) {
    code = ask(want.server[n], "example.org", 1, tcp, want.timeout, found);
    note(code >= 0 || !closed(-code), "%s by %s: %s", want.server[n], tcp ? "TCP" : "UDP", code < 0 ? why(-code) : "it answers");
  }
  say("own-names");
}

static void one_door(void) {
  char host[80], at[80], byte;
  for (int n = 0; want.door[n]; n++) {
    int port = split(want.door[n], host, sizeof host), fd;
    if (literal(host)) snprintf(at, sizeof at, "%s", host);
    else if (ask(resolver, host, 1, 0, 4000, at) != 0 || !*at) { note(1, "%s: no address", want.door[n]); continue; }
    int error = begin(at, port, SOCK_STREAM, &fd);
    if (!error) error = finish(fd, now() + 4000);
    /* It must not be shut at once: then nobody is behind it. Nothing is sent: it would be evidence against the provider. */
    struct pollfd p = {fd, POLLIN, 0};
    if (!error && poll(&p, 1, 40) > 0 && recv(fd, &byte, 1, 0) <= 0) error = ECONNRESET;
    if (fd >= 0) close(fd);
    note(error != 0, "%s: %s", want.door[n], error ? why(error) : "open");
  }
  for (int n = 0; want.shut[n]; n++) {
    int port = split(want.shut[n], host, sizeof host), error = dial(host, port, want.timeout);
    note(error == 0, "%s: %s", want.shut[n], error ? "shut" : "open, and not a door");
  }
  if (!want.door[0] && !want.shut[0]) note(0, "no door was planned");
  say("one-door");
}

static void no_power(void) {
  char text[200];
  const char *sets[] = {"CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:"};
  unsigned long long may = want.compat ? 0x4eb : 0; /* CHOWN DAC_OVERRIDE FOWNER KILL SETGID SETUID NET_BIND_SERVICE */
  int held = 0;
  for (int n = 0; n < 5; n++) {
    unsigned long long has = line("/proc/self/status", sets[n], text, sizeof text) ? strtoull(text, NULL, 16) : ~0ULL;
    if (has & ~may) note(1, "%s%llx", sets[n], has); else held++;
  }
  if (held == 5) note(0, want.compat ? "capabilities: the small set" : "no capabilities");
  if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) note(1, "new privileges can be gained"); else note(0, "no new privileges");
  int filtered = line("/proc/self/status", "Seccomp:", text, sizeof text) && atoi(text) == 2;
  note(!filtered, filtered ? "seccomp filter" : "no seccomp filter");
  note(getuid() == 0 && !want.compat, "uid %d gid %d", (int)getuid(), (int)getgid());
  if (line("/proc/self/uid_map", "", text, sizeof text) && !strstr(text, "4294967295")) note(0, "mapped uids");
  struct statvfs root;
  int readonly = statvfs("/", &root) == 0 && (root.f_flag & ST_RDONLY);
  note(!readonly && !want.writable, readonly ? "read-only root" : "writable root");
  const char *usual = " null zero full random urandom tty console ptmx ";
  int devices = 0;
  DIR *d = opendir("/dev");
  for (struct dirent *e; d && (e = readdir(d));) {
    struct stat s;
    char path[300];
    snprintf(path, sizeof path, "/dev/%s", e->d_name);
    snprintf(text, sizeof text, " %.100s ", e->d_name);
    if (lstat(path, &s) == 0 && (S_ISBLK(s.st_mode) || S_ISCHR(s.st_mode)) && !strstr(usual, text) && devices++ < 5) note(1, "device %s", path);
  }
  if (d) closedir(d);
  if (devices > 5) note(1, "%d more devices", devices - 5);
  say("no-power");
}

/* A number of a control group, from the first file that is there; -1: none is, or it says max. */
static long long group(const char *v2, const char *v1, const char *other) {
  char text[100], path[200];
  const char *names[] = {v2, v1, other};
  for (int n = 0; n < 3; n++) {
    snprintf(path, sizeof path, "/sys/fs/cgroup/%s", names[n]);
    if (names[n] && line(path, "", text, sizeof text)) return strncmp(text, "max", 3) ? strtoll(text, NULL, 10) : -1;
  }
  return -1;
}

static void bounded(void) {
  long long memory = group("memory.max", "memory/memory.limit_in_bytes", NULL), pids = group("pids.max", "pids/pids.max", NULL);
  int wrong = memory < 0 || memory > (1LL << 50) || (want.memory && memory > want.memory);
  note(wrong, "memory %lld", memory);
  long long both = group("memory.swap.max", "memory/memory.memsw.limit_in_bytes", NULL);
  if (both > memory && memory > 0) note(1, "swap %lld", both);
  note(!want.pod && (pids < 0 || (want.pids && pids > want.pids)), "processes %lld", pids);
  char text[100];
  double quota = -1, period = 100000;
  if (line("/sys/fs/cgroup/cpu.max", "", text, sizeof text)) { if (strncmp(text, "max", 3)) sscanf(text, "%lf %lf", &quota, &period); }
  else { quota = (double)group("cpu/cpu.cfs_quota_us", "cpu,cpuacct/cpu.cfs_quota_us", NULL); period = (double)group("cpu/cpu.cfs_period_us", "cpu,cpuacct/cpu.cfs_period_us", NULL); }
  double milli = quota > 0 && period > 0 ? quota * 1000 / period : -1;
  note(milli < 0 || (want.cpu && milli > (double)want.cpu * 1.01 + 10), "cpu %.0fm", milli);
  const struct { int id; const char *name; int pod; } limits[] = {{RLIMIT_NOFILE, "files", 0}, {RLIMIT_NPROC, "nproc", 0}};
  for (int n = 0; n < 2; n++) {
    struct rlimit l;
    getrlimit(limits[n].id, &l);
    if (l.rlim_max == RLIM_INFINITY) note(!want.pod, "%s unlimited", limits[n].name);
    else note(!want.pod && l.rlim_cur != l.rlim_max, "%s %ld of %ld", limits[n].name, (long)l.rlim_cur, (long)l.rlim_max);
  }
  for (int n = 0; want.scratch[n]; n++) {
    char path[200];
    struct statvfs s;
    const char *equals = strrchr(want.scratch[n], '=');
    snprintf(path, sizeof path, "%.*s", equals ? (int)(equals - want.scratch[n]) : 190, want.scratch[n]);
    long long size = statvfs(path, &s) == 0 ? (long long)s.f_blocks * (long long)s.f_frsize : -1;
    note(size < 0 || (equals && size > atoll(equals + 1) + 65536), "%s %lld bytes", path, size);
  }
  say("bounded");
}

int structural(int argc, char **argv) {
  want.timeout = 300;
  for (int n = 0; n < argc; n++) {
    const char *flag = argv[n], *value = n + 1 < argc ? argv[n + 1] : "";
    if (!strcmp(flag, "--compat")) { want.compat = 1; continue; }
    if (!strcmp(flag, "--pod")) { want.pod = 1; continue; }
    if (!strcmp(flag, "--writable-root")) { want.writable = 1; continue; }
    n++;
    if (!strcmp(flag, "--target")) add(want.target, value);
    else if (!strcmp(flag, "--door")) add(want.door, value);
    else if (!strcmp(flag, "--shut")) add(want.shut, value);
    else if (!strcmp(flag, "--own")) add(want.own, value);
    else if (!strcmp(flag, "--server")) add(want.server, value);
    else if (!strcmp(flag, "--scratch")) add(want.scratch, value);
    else if (!strcmp(flag, "--memory")) want.memory = atol(value);
    else if (!strcmp(flag, "--cpu")) want.cpu = atol(value);
    else if (!strcmp(flag, "--pids")) want.pids = atol(value);
    else if (!strcmp(flag, "--timeout")) want.timeout = atol(value);
    else { fprintf(stderr, "unknown flag %s\n", flag); return 64; }
  }
  no_route(); own_names(); one_door(); no_power(); bounded();
  return anybad;
}
