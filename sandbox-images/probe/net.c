#include "probe.h"

typedef union { struct sockaddr any; struct sockaddr_in v4; struct sockaddr_in6 v6; } address;

char detail[6000];
int bad, anybad;

void note(int wrong, const char *format, ...) {
  size_t at = strlen(detail);
  va_list args;
  va_start(args, format);
  if (at > 0 && at < sizeof detail - 3) at += (size_t)snprintf(detail + at, sizeof detail - at, "; ");
  vsnprintf(detail + at, sizeof detail - at, format, args);
  va_end(args);
  if (wrong) bad = 1;
}

void say(const char *id) {
  printf("{\"id\":\"%s\",\"verdict\":\"%s\",\"detail\":\"", id, bad ? "fail" : "pass");
  for (const unsigned char *c = (unsigned char *)detail; *c; c++) {
    if (*c == '"' || *c == '\\') putchar('\\');
    putchar(*c < 32 ? ' ' : *c);
  }
  puts("\"}");
  fflush(stdout);
  anybad |= bad;
  bad = 0;
  detail[0] = 0;
}

const char *why(int error) { return error == 0 ? "ok" : strerrorname_np(error); }
long now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000 + t.tv_nsec / 1000000; }

static int parse(const char *host, int port, address *to) {
  memset(to, 0, sizeof *to);
  if (inet_pton(AF_INET, host, &to->v4.sin_addr) == 1) { to->v4.sin_family = AF_INET; to->v4.sin_port = htons(port); return sizeof to->v4; }
  char bare[64];
  snprintf(bare, sizeof bare, "%s", host);
  char *zone = strchr(bare, '%');
  if (zone) { *zone++ = 0; to->v6.sin6_scope_id = if_nametoindex(zone); }
  if (inet_pton(AF_INET6, bare, &to->v6.sin6_addr) != 1) return 0;
  to->v6.sin6_family = AF_INET6; to->v6.sin6_port = htons(port);
  return sizeof to->v6;
}

int split(const char *text, char *host, size_t size) {
  const char *colon = strrchr(text, ':');
  if (!colon) { fprintf(stderr, "no port in %s\n", text); exit(64); }
  size_t length = (size_t)(colon - text);
  if (*text == '[') { text++; length -= 2; }
  snprintf(host, size, "%.*s", (int)length, text);
  return atoi(colon + 1);
}

int begin(const char *host, int port, int type, int *fd) {
  address to;
  int size = parse(host, port, &to);
  *fd = -1;
  if (!size) return EINVAL;
  *fd = socket(to.any.sa_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (*fd < 0) return errno;
  return connect(*fd, &to.any, (socklen_t)size) == 0 || errno == EINPROGRESS ? 0 : errno;
}

int finish(int fd, long until) {
  struct pollfd p = {fd, POLLOUT, 0};
  long left = until - now();
  if (poll(&p, 1, left > 0 ? (int)left : 0) <= 0) return ETIMEDOUT;
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
  return error;
}

int closed(int error) {
  return error == ENETUNREACH || error == EHOSTUNREACH || error == ETIMEDOUT || error == EADDRNOTAVAIL ||
         error == EAFNOSUPPORT || error == ENETDOWN;
}

int dial(const char *host, int port, long ms) {
  int fd, error = begin(host, port, SOCK_STREAM, &fd);
  if (!error) error = finish(fd, now() + ms);
  if (fd >= 0) close(fd);
  return error;
}

int ask(const char *server, const char *name, int qtype, int tcp, long ms, char *found) {
  unsigned char q[600] = {0}, a[1500];
  int fd, n = 2, error = begin(server, 53, tcp ? SOCK_STREAM : SOCK_DGRAM, &fd);
  long until = now() + ms;
  if (!error && tcp) error = finish(fd, until);
  if (error) { if (fd >= 0) close(fd); return -error; }
  memcpy(q + n, "\x4c\x41\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00", 12); n += 12;
  for (const char *part = name; *part && n < 500;) {
    size_t length = strcspn(part, ".");
    if (length > 63) length = 63;
    q[n++] = (unsigned char)length; memcpy(q + n, part, length); n += (int)length; part += length;
    if (*part == '.') part++;
  }
  q[n++] = 0; q[n++] = 0; q[n++] = (unsigned char)qtype; q[n++] = 0; q[n++] = 1;
  q[0] = (unsigned char)((n - 2) >> 8); q[1] = (unsigned char)(n - 2);
  int skip = tcp ? 0 : 2;
  if (send(fd, q + skip, (size_t)(n - skip), MSG_NOSIGNAL) < 0) { error = errno; close(fd); return -error; }
  ssize_t got = -1;
  struct pollfd p = {fd, POLLIN, 0};
  long left = until - now();
  if (poll(&p, 1, left > 0 ? (int)left : 0) > 0) got = recv(fd, a, sizeof a, 0); else errno = ETIMEDOUT;
  error = errno;
  close(fd);
  if (got < 12 + 2 - skip) return got < 0 ? -error : -EPROTO;
  unsigned char *m = a + (2 - skip);
  int answers = m[6] << 8 | m[7];
  if (found) {
    *found = 0;
    /* The answer follows a question as long as ours; its name is a pointer or the same again. */
    unsigned char *r = m + (n - 2), *end = a + got;
    if (answers > 0 && r < end) { r += (*r & 0xc0) ? 2 : n - 2 - 12 - 4; if (r + 14 <= end && r[1] == 1) inet_ntop(AF_INET, r + 10, found, 64); }
  }
  return (m[3] & 15) == 0 && answers == 0 ? 100 : m[3] & 15;
}

int literal(const char *host) { address to; return parse(host, 1, &to); }

int line(const char *file, const char *key, char *out, size_t size) {
  char text[1024];
  FILE *f = fopen(file, "re");
  int hit = 0;
  if (!f) return 0;
  while (!hit && fgets(text, sizeof text, f)) {
    size_t length = strlen(key);
    if (strncmp(text, key, length)) continue;
    snprintf(out, size, "%s", text + length + strspn(text + length, " \t"));
    out[strcspn(out, "\n")] = 0;
    hit = 1;
  }
  fclose(f);
  return hit;
}

