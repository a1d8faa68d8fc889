/*
 * Tries the lab's guarantees from inside a sandbox: one static program, no library but libc.
 *
 *   probe structural [--target ADDR:PORT]… [--door NAME:PORT]… [--shut ADDR:PORT]… [--own NAME]… [--server ADDR]…
 *                    [--memory BYTES] [--cpu MILLICORES] [--pids N] [--scratch PATH=BYTES]… [--timeout MS]
 *                    [--compat] [--writable-root] [--pod]
 *   probe MODE …     the hostile modes, see modes[] at the end
 *
 * Each answer is one line of JSON: {"id","verdict":"pass"|"fail","detail"}; pass means that the guarantee holds.
 * --pod: a Kubernetes pod, which has an interface and routes; there the connects alone decide.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <linux/vm_sockets.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Adds to the detail of the guarantee that is being tried; `wrong` makes it fail. */
void note(int wrong, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints what was noted as one line, and forgets it. */
void say(const char *id);
extern int bad, anybad;
extern char detail[6000];

const char *why(int error);
long now(void);
/* ADDR:PORT, IPv6 with or without brackets; returns the port. */
int split(const char *text, char *host, size_t size);
/* Is it the text of an address? */
int literal(const char *host);
/* Starts a connect; 0 when under way or done, else its errno. */
int begin(const char *host, int port, int type, int *fd);
/* The errno of a connect under way: 0 connected, ETIMEDOUT nothing until then. */
int finish(int fd, long until);
/* Connects and closes again; the errno. */
int dial(const char *host, int port, long ms);
/* No route, or nobody answered. All else, a refusal too, shows that there is a way. */
int closed(int error);
/* Asks a name server. >= 0: the response code (100: no error and no answer), the first IPv4 address in `found`; < 0: -errno. */
int ask(const char *server, const char *name, int qtype, int tcp, long ms, char *found);
/* The rest of the first line of a file that begins with `key`. */
int line(const char *file, const char *key, char *out, size_t size);

int structural(int argc, char **argv);
int hostile(int argc, char **argv);
