#include "init.h"

int copy_file(const char *from, const char *to, mode_t mode) {
  struct stat s;
  int in = open(from, O_RDONLY | O_CLOEXEC), out = -1, bad = 1;
  if (in >= 0 && fstat(in, &s) == 0) out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (out >= 0) {
    ssize_t sent = 1;
    off_t left = s.st_size;
    while (left > 0 && (sent = sendfile(out, in, NULL, (size_t)left)) > 0) left -= sent;
    bad = sent < 0 || fchmod(out, mode) != 0;
  }
  if (bad) fprintf(stderr, "%s: %s\n", from, strerror(errno));
  if (in >= 0) close(in);
  if (out >= 0 && close(out) != 0) bad = 1;
  return bad;
}

/*
 * Files, folders and links; links are made again, never followed. What this uid may not read is told and left out: the
 * service could not have read it either. A full volume is an error.
 */
int copy_tree(const char *from, const char *to) {
  char path[4096], next[4096], link[4096];
  struct stat s;
  DIR *d = opendir(from);
  if (!d) return errno == ENOENT || errno == ENOTDIR ? 0 : (perror(from), 0);
  int bad = 0;
  for (struct dirent *e; !bad && (e = readdir(d));) {
    if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
    if (snprintf(path, sizeof path, "%s/%s", from, e->d_name) >= (int)sizeof path) continue;
    if (snprintf(next, sizeof next, "%s/%s", to, e->d_name) >= (int)sizeof next) continue;
    if (lstat(path, &s) != 0) continue;
    errno = 0;
    if (S_ISDIR(s.st_mode)) {
      if (mkdir(next, (s.st_mode & 07777) | 0700) == 0 || errno == EEXIST) bad = copy_tree(path, next);
    } else if (S_ISLNK(s.st_mode)) {
      ssize_t length = readlink(path, link, sizeof link - 1);
      if (length > 0) { link[length] = 0; if (symlink(link, next) != 0 && errno == EEXIST) errno = 0; }
    } else if (S_ISREG(s.st_mode)) copy_file(path, next, (s.st_mode & 07777) | 0600);
    if (errno == ENOSPC) bad = 1;
  }
  closedir(d);
  return bad;
}
