/*
 * The first process of a container in a pod: one static program that is laid beside any image. It does what a container
 * engine does and no cluster: limits per process, a seccomp filter, stopping and starting in place, pausing.
 *
 *   init install FILE               copies itself
 *   init copy FROM TO               copies what an image has at a path into a volume that will hide it
 *   init run [--name N] [--await PORT] [--pids N] [--fsize BYTES] -- PROGRAM [ARGUMENT]…
 *   init ask N restart|pause|resume|started
 *                                   asks the `run` of that name, from an exec; prints what came of it
 *   init usage [MS]                 what this container uses, as a line of JSON; every MS until nobody listens
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Limits of each process of this uid, and a filter of calls that reach past a container. */
void limit(long pids, long fsize);
int copy_file(const char *from, const char *to, mode_t mode);
int copy_tree(const char *from, const char *to);
int run(int argc, char **argv);
int ask(const char *name, const char *what);
int usage(int every);
