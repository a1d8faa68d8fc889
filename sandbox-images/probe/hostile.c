#include "probe.h"

#include <linux/capability.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <stddef.h>
#include <sys/uio.h>
#include <sys/un.h>

/* What a hostile service would try. Each attempt is one line; pass: it was refused. Bounded in count, bytes and time. */

static const char *arg(int argc, char **argv, int at, const char *otherwise) { return at < argc ? argv[at] : otherwise; }

static void attempt(const char *mode, const char *what, long result) {
  note(result >= 0, "%s: %s", what, result >= 0 ? "it worked" : why(errno));
  say(mode);
}

/* dial HOST PORT…: pass when there is no way. */
static int mode_dial(int argc, char **argv) {
  for (int n = 2; n < argc; n++) {
    int error = dial(argv[1], atoi(argv[n]), 1000);
    note(!closed(error), "%s %s: %s", argv[1], argv[n], error ? why(error) : "connected");
    say("dial");
  }
  return anybad;
}

static int mode_raw(int argc, char **argv) {
  (void)argc, (void)argv;
  const struct { const char *name; int family, type, protocol; } kinds[] = {
      {"IPv4 raw", AF_INET, SOCK_RAW, IPPROTO_ICMP}, {"IPv6 raw", AF_INET6, SOCK_RAW, IPPROTO_ICMPV6},
      {"packet", AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)}, {"packet datagram", AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL)},
      {"vsock", AF_VSOCK, SOCK_STREAM, 0}, {"kernel crypto", AF_ALG, SOCK_SEQPACKET, 0}, {"key", AF_KEY, SOCK_RAW, 2},
      {"bluetooth", AF_BLUETOOTH, SOCK_RAW, 1}, {"CAN", AF_CAN, SOCK_RAW, 1}, {"XDP", AF_XDP, SOCK_RAW, 0}};
  for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++)
    attempt("raw-socket", kinds[n].name, socket(kinds[n].family, kinds[n].type, kinds[n].protocol));
  return anybad;
}

static int mode_unshare(int argc, char **argv) {
  (void)argc, (void)argv;
  const struct { const char *name; int flag; } kinds[] = {
      {"user", CLONE_NEWUSER}, {"mount", CLONE_NEWNS}, {"network", CLONE_NEWNET}, {"pid", CLONE_NEWPID},
      {"ipc", CLONE_NEWIPC}, {"uts", CLONE_NEWUTS}, {"cgroup", CLONE_NEWCGROUP}, {"user and network", CLONE_NEWUSER | CLONE_NEWNET}};
  for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++) {
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) { attempt("unshare", kinds[n].name, unshare(kinds[n].flag)); _exit(anybad); }
    int status = 1;
    waitpid(child, &status, 0);
    anybad |= status != 0;
  }
  attempt("unshare", "enter pid 1's network", setns(open("/proc/1/ns/net", O_RDONLY | O_CLOEXEC), CLONE_NEWNET));
  return anybad;
}

/* bpf: the system calls that reach the kernel past the usual. */
static int mode_bpf(int argc, char **argv) {
  (void)argc, (void)argv;
  char attr[128] = {0};
  attempt("bpf", "bpf", syscall(SYS_bpf, 0, attr, sizeof attr));
  attempt("bpf", "perf_event_open", syscall(SYS_perf_event_open, attr, 0, -1, -1, 0));
  attempt("bpf", "io_uring_setup", syscall(SYS_io_uring_setup, 1, attr));
  attempt("bpf", "keyctl", syscall(SYS_keyctl, 0, -3, 1));
  attempt("bpf", "userfaultfd", syscall(SYS_userfaultfd, 0));
  attempt("bpf", "init_module", syscall(SYS_init_module, attr, 0, ""));
  attempt("bpf", "mount", mount("none", "/tmp", "tmpfs", 0, ""));
  attempt("bpf", "chroot", chroot("/"));
  attempt("bpf", "setuid 0", getuid() == 0 ? (errno = EPERM, -1) : setuid(0));
  attempt("bpf", "clock_settime", clock_settime(CLOCK_REALTIME, &(struct timespec){0, 0}));
  attempt("bpf", "sethostname", sethostname("x", 1));
  attempt("bpf", "mknod", mknod("/tmp/disk", S_IFBLK | 0600, 0x0800));
  return anybad;
}

static int mode_ptrace(int argc, char **argv) {
  (void)argc, (void)argv;
  attempt("ptrace", "of pid 1", ptrace(PTRACE_SEIZE, 1, 0, 0));
  char byte;
  struct iovec here = {&byte, 1}, there = {&byte, 1};
  pid_t child = fork();
  if (child == 0) { pause(); _exit(0); }
  attempt("ptrace", "of a child", ptrace(PTRACE_SEIZE, child, 0, 0));
  attempt("ptrace", "reading a child's memory", process_vm_readv(child, &here, 1, &there, 1, 0));
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  return anybad;
}

static int mode_proc(int argc, char **argv) {
  (void)argc, (void)argv;
  const char *writes[] = {"/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/sys/vm/drop_caches",
                          "/proc/sys/net/ipv4/ip_forward", "/sys/kernel/uevent_helper", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
                          "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/cgroup.procs", "/sys/fs/cgroup/release_agent", "/etc/resolv.conf", "/etc/passwd", "/probe"};
  const char *reads[] = {"/proc/kcore", "/dev/mem", "/dev/kmsg", "/proc/kmsg", "/proc/1/root/proc/kcore", "/sys/firmware/dmi/tables/DMI", "/run/docker.sock", "/var/run/docker.sock",
                         "/run/podman/podman.sock", "/var/run/secrets/kubernetes.io/serviceaccount/token"};
  for (size_t n = 0; n < sizeof writes / sizeof *writes; n++) attempt("proc-write", writes[n], open(writes[n], O_WRONLY | O_CLOEXEC));
  for (size_t n = 0; n < sizeof reads / sizeof *reads; n++) {
    char byte;
    int fd = open(reads[n], O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = fd < 0 ? -1 : read(fd, &byte, 1);
    if (got == 0) { got = -1; errno = ENODATA; }
    attempt("proc-write", reads[n], got);
  }
  int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  attempt("proc-write", "oom_score_adj -1000", fd < 0 ? -1 : write(fd, "-1000", 5));
  return anybad;
}

/* fork-bomb [MOST]: pass when it is stopped before. */
static int mode_fork(int argc, char **argv) {
  long most = atol(arg(argc, argv, 1, "20000")), made = 0;
  int error = 0;
  setpgid(0, 0);
  signal(SIGTERM, SIG_IGN);
  for (; made < most; made++) {
    pid_t child = fork();
    if (child == 0) { signal(SIGTERM, SIG_DFL); for (;;) pause(); }
    if (child < 0) { error = errno; break; }
  }
  kill(0, SIGTERM);
  note(!error, "%ld processes, then %s", made, why(error));
  say("fork-bomb");
  return anybad;
}

/* eat-memory [BYTES]: the end of it is a kill; a line is only printed when it got all. */
static int mode_eat(int argc, char **argv) {
  long most = atol(arg(argc, argv, 1, "8589934592")), step = 4 << 20, had = 0;
  for (; had < most; had += step) {
    char *more = mmap(NULL, (size_t)step, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (more == MAP_FAILED) break;
    memset(more, 1, (size_t)step);
  }
  note(had >= most, "%ld bytes", had);
  say("eat-memory");
  return anybad;
}

/* fill-disk PATH [MOST]: writes a file until it may not; pass when it was stopped before MOST. */
static int mode_fill(int argc, char **argv) {
  static char block[1 << 20];
  char path[300];
  long most = atol(arg(argc, argv, 2, "8589934592")), had = 0;
  snprintf(path, sizeof path, "%s/filled", arg(argc, argv, 1, "/tmp"));
  int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600), error = fd < 0 ? errno : 0;
  memset(block, 1, sizeof block);
  while (!error && had < most) {
    ssize_t wrote = write(fd, block, sizeof block);
    if (wrote < 0) error = errno; else had += wrote;
  }
  unlink(path);
  note(!error, "%ld bytes, then %s", had, why(error));
  say("fill-disk");
  return anybad;
}

/* open-fds [MOST]: pass when it is stopped before. */
static int mode_fds(int argc, char **argv) {
  long most = atol(arg(argc, argv, 1, "1000000")), had = 0;
  int error = 0;
  while (had < most && !error) { if (open("/", O_RDONLY | O_CLOEXEC) < 0) error = errno; else had++; }
  struct rlimit more = {1 << 21, 1 << 21};
  note(setrlimit(RLIMIT_NOFILE, &more) == 0, "raising the limit: %s", why(errno));
  note(!error, "%ld files, then %s", had, why(error));
  say("open-fds");
  return anybad;
}

/* flood-log BYTES: lines of 1,000 bytes with their number. */
static int mode_flood(int argc, char **argv) {
  static char filler[989];
  memset(filler, '.', sizeof filler - 1);
  long most = atol(arg(argc, argv, 1, "1000000"));
  for (long n = 0; n * 1000 < most; n++) printf("%010ld %s\n", n, filler);
  return 0;
}

/* fill-root PATH [FILES]: files of 1 MiB, more than any bound; the end of it is a kill. */
static int mode_root(int argc, char **argv) {
  static char block[1 << 20];
  char path[300];
  long most = atol(arg(argc, argv, 2, "2000")), had = 0;
  int error = 0;
  memset(block, 1, sizeof block);
  for (; !error && had < most; had++) {
    snprintf(path, sizeof path, "%s/filled-%ld", arg(argc, argv, 1, ""), had);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, block, sizeof block) < 0) error = errno;
    if (fd >= 0) close(fd);
    usleep(20000);
  }
  note(!error, "%ld MiB, then %s", had, why(error));
  say("fill-root");
  return anybad;
}

/* The address of a unix socket that has no file: it lives in a network namespace, and takes no permission to reach. */
static socklen_t abstract(const char *name, struct sockaddr_un *to) {
  memset(to, 0, sizeof *to);
  to->sun_family = AF_UNIX;
  snprintf(to->sun_path + 1, sizeof to->sun_path - 1, "%s", name);
  return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name));
}

/* abstract-serve NAME: takes callers for ever. */
static int mode_abstract_serve(int argc, char **argv) {
  struct sockaddr_un here;
  socklen_t size = abstract(arg(argc, argv, 1, "lab"), &here);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(fd, (struct sockaddr *)&here, size) || listen(fd, 8)) { attempt("abstract-serve", here.sun_path + 1, -1); return 1; }
  puts("listening");
  fflush(stdout);
  for (;;) { int caller = accept4(fd, NULL, NULL, SOCK_CLOEXEC); if (caller >= 0) close(caller); }
}

/* abstract-dial NAME…: pass when nobody is there. */
static int mode_abstract_dial(int argc, char **argv) {
  for (int n = 1; n < argc; n++) {
    struct sockaddr_un to;
    socklen_t size = abstract(argv[n], &to);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    attempt("abstract-dial", argv[n], connect(fd, (struct sockaddr *)&to, size));
    close(fd);
  }
  return anybad;
}

/* dns NAME SERVER [tcp|udp] [A|AAAA|TXT]: says what came; pass when there was no way. */
static int mode_dns(int argc, char **argv) {
  char found[64] = "";
  const char *type = arg(argc, argv, 4, "A"), *by = arg(argc, argv, 3, "udp");
  int code = ask(arg(argc, argv, 2, "127.0.0.1"), arg(argc, argv, 1, "example.org"), !strcmp(type, "TXT") ? 16 : !strcmp(type, "AAAA") ? 28 : 1, !strcmp(by, "tcp"), 3000, found);
  if (code < 0) note(!closed(-code), "%s", why(-code)); else note(1, "code %d %s", code, found);
  say("dns");
  return anybad;
}

static int listening(const char *host, int port) {
  struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
  int six = inet_pton(AF_INET6, host, &v6.sin6_addr) == 1, one = 1;
  if (!six && inet_pton(AF_INET, host, &v4.sin_addr) != 1) { errno = EINVAL; return -1; }
  int fd = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(fd, six ? (struct sockaddr *)&v6 : (struct sockaddr *)&v4, six ? sizeof v6 : sizeof v4) || listen(fd, 64)) return -1;
  return fd;
}

/* listen ADDR PORT · serve PORT: answers each caller with a small page, for ever. */
static int serve(const char *host, int port) {
  static const char page[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\nConnection: close\r\n\r\nprobe\n";
  int fd = listening(host, port);
  if (fd < 0) { attempt("listen", host, -1); return 1; }
  printf("listening on %s %d\n", host, port);
  fflush(stdout);
  for (;;) {
    char text[4096];
    int caller = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
    if (caller < 0) continue;
    struct pollfd p = {caller, POLLIN, 0};
    if (poll(&p, 1, 2000) > 0 && read(caller, text, sizeof text) > 0) send(caller, page, sizeof page - 1, MSG_NOSIGNAL);
    close(caller);
  }
}

static int mode_listen(int argc, char **argv) { return serve(arg(argc, argv, 1, "127.0.0.1"), atoi(arg(argc, argv, 2, "8080"))); }
static int mode_serve(int argc, char **argv) { return serve("0.0.0.0", atoi(arg(argc, argv, 1, "8080"))); }
static int mode_sleep(int argc, char **argv) { sleep((unsigned)atoi(arg(argc, argv, 1, "86400"))); return 0; }
static int mode_exit(int argc, char **argv) { return atoi(arg(argc, argv, 1, "0")); }
static int mode_crash(int argc, char **argv) { (void)argc, (void)argv; abort(); }
static void end(int signal) { (void)signal; _exit(0); }

static const struct { const char *name; int (*run)(int, char **); } modes[] = {
    {"dial", mode_dial}, {"raw-socket", mode_raw}, {"unshare", mode_unshare}, {"bpf", mode_bpf}, {"ptrace", mode_ptrace},
    {"proc-write", mode_proc}, {"fork-bomb", mode_fork}, {"eat-memory", mode_eat}, {"fill-disk", mode_fill},
    {"fill-root", mode_root}, {"abstract-serve", mode_abstract_serve}, {"abstract-dial", mode_abstract_dial},
    {"open-fds", mode_fds}, {"flood-log", mode_flood}, {"dns", mode_dns}, {"listen", mode_listen}, {"serve", mode_serve},
    {"sleep", mode_sleep}, {"exit", mode_exit}, {"crash", mode_crash}};

int hostile(int argc, char **argv) {
  signal(SIGTERM, end);
  signal(SIGXFSZ, SIG_IGN);
  for (size_t n = 0; n < sizeof modes / sizeof *modes; n++)
    if (!strcmp(modes[n].name, argv[0])) return modes[n].run(argc, argv);
  fprintf(stderr, "unknown mode %s\n", argv[0]);
  return 64;
}
