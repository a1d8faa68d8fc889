#include "init.h"

/* Milliseconds between SIGTERM and SIGKILL. */
#define PATIENCE 10000
static char **program;
static pid_t child;
static int stopping = -1;
static long asked;

static long now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000 + t.tv_nsec / 1000000; }

/* An abstract socket of the pod's network namespace. */
static socklen_t place(struct sockaddr_un *at, const char *name) {
  memset(at, 0, sizeof *at);
  at->sun_family = AF_UNIX;
  int length = snprintf(at->sun_path + 1, sizeof at->sun_path - 1, "proeftuin-init:%s", name);
  return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length);
}

static int parent_of(int pid) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  int fd = open(path, O_RDONLY | O_CLOEXEC), parent = -1;
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (fd >= 0) close(fd);
  if (got <= 0) return -1;
  text[got] = 0;
  char *end = strrchr(text, ')');
  if (end) sscanf(end, ") %*c %d", &parent);
  return parent;
}

/* All processes of this container but this one, and but those that an exec brought in: their parent is elsewhere. */
static int everyone(int sig) {
  int count = 0;
  DIR *d = opendir("/proc");
  for (struct dirent *e; d && (e = readdir(d));) {
    int pid = atoi(e->d_name);
    if (pid > 1 && parent_of(pid) > 0 && kill(pid, sig) == 0) count++;
  }
  if (d) closedir(d);
  return count;
}

static void start(void) {
  int fds[2], error = 0;
  sigset_t none;
  if (pipe2(fds, O_CLOEXEC) != 0 || (child = fork()) < 0) { perror("init: start"); exit(125); }
  if (child == 0) {
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsid();
    execvp(program[0], program);
    error = errno;
    if (write(fds[1], &error, sizeof error) < 0) _exit(125);
    _exit(127);
  }
  close(fds[1]);
  ssize_t got = read(fds[0], &error, sizeof error);
  close(fds[0]);
  if (got <= 0) return;
  FILE *log = fopen("/dev/termination-log", "we");
  fprintf(log ? log : stderr, "cannot-start: %s: %s\n", program[0], strerror(error));
  exit(error == ENOENT ? 127 : 126);
}

static void ended(int status) {
  int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  if (stopping < 0) exit(code);
  for (int n = 0; n < 100 && everyone(SIGKILL) > 0; n++) {
    while (waitpid(-1, NULL, WNOHANG) > 0) continue;
    usleep(10000);
  }
  dprintf(stopping, "{\"exit\":%d,\"took\":%ld}\n", code, now() - asked);
  close(stopping);
  stopping = -1;
  start();
}

static void answer(int server) {
  struct ucred who;
  socklen_t size = sizeof who;
  char what = 0;
  int fd = accept4(server, NULL, NULL, SOCK_CLOEXEC);
  if (fd < 0) return;
  struct timeval second = {1, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
  /* The service itself may not ask, nor a neighbour. */
  int ours = getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 && who.pid > 1 && parent_of(who.pid) == 0;
  if (ours && stopping < 0 && read(fd, &what, 1) == 1) {
    if (what == 'r') {
      stopping = fd;
      asked = now();
      kill(child, SIGTERM);
      everyone(SIGCONT);
      return;
    }
    if (what == 's') dprintf(fd, "{}\n");
    if (what == 'p' || what == 'c') {
      /* Twice: one may have been forked meanwhile. */
      for (int n = 0; n < 2; n++) everyone(what == 'p' ? SIGSTOP : SIGCONT);
      dprintf(fd, "{}\n");
    }
  }
  close(fd);
}

static void await(int port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  for (long until = now() + 60000; now() < until; usleep(20000)) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), error = connect(fd, (struct sockaddr *)&to, sizeof to);
    close(fd);
    if (!error) return;
  }
  fprintf(stderr, "init: nothing listens on port %d\n", port);
  exit(125);
}

int run(int argc, char **argv) {
  const char *name = "", *flag;
  long pids = 0, fsize = 0, port = 0;
  int at = 0;
  for (; at < argc && strcmp(argv[at], "--"); at += 2) {
    flag = argv[at];
    if (at + 1 >= argc) return 64;
    if (!strcmp(flag, "--name")) name = argv[at + 1];
    else if (!strcmp(flag, "--await")) port = atol(argv[at + 1]);
    else if (!strcmp(flag, "--pids")) pids = atol(argv[at + 1]);
    else if (!strcmp(flag, "--fsize")) fsize = atol(argv[at + 1]);
    else return 64;
  }
  program = argv + at + 1;
  if (at + 1 >= argc) { fprintf(stderr, "init: no program\n"); return 64; }
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  struct sockaddr_un here;
  socklen_t size = place(&here, name);
  int signals = signalfd(-1, &all, SFD_CLOEXEC), server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(server, (struct sockaddr *)&here, size) != 0 || listen(server, 4) != 0) { perror("init: socket"); return 125; }
  if (port > 0) await((int)port);
  limit(pids, fsize);
  start();
  for (;;) {
    struct pollfd fds[] = {{signals, POLLIN, 0}, {server, POLLIN, 0}};
    long left = stopping < 0 ? -1 : asked + PATIENCE - now();
    if (poll(fds, 2, stopping >= 0 && left < 50 ? 50 : (int)left) == 0 && left < 50) everyone(SIGKILL);
    if (fds[0].revents) {
      struct signalfd_siginfo got;
      if (read(signals, &got, sizeof got) != sizeof got) continue;
      if (got.ssi_signo != SIGCHLD) { kill(child, (int)got.ssi_signo); continue; }
      int status;
      for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) if (pid == child) ended(status);
    }
    if (fds[1].revents) answer(server);
  }
}

int ask(const char *name, const char *what) {
  struct sockaddr_un there;
  socklen_t size = place(&there, name);
  char text[200];
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  char letter = !strcmp(what, "restart") ? 'r' : !strcmp(what, "pause") ? 'p' : !strcmp(what, "resume") ? 'c' : !strcmp(what, "started") ? 's' : 0;
  if (!letter || connect(fd, (struct sockaddr *)&there, size) != 0 || write(fd, &letter, 1) != 1) { perror("init: ask"); return 1; }
  ssize_t got = read(fd, text, sizeof text);
  return got > 0 && write(1, text, (size_t)got) == got ? 0 : 1;
}
