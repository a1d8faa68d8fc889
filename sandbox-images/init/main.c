#include "init.h"

int main(int argc, char **argv) {
  const char *part = argc > 1 ? argv[1] : "";
  if (!strcmp(part, "install") && argc == 3) return copy_file("/proc/self/exe", argv[2], 0755) ? 1 : 0;
  if (!strcmp(part, "copy") && argc == 4) return copy_tree(argv[2], argv[3]);
  if (!strcmp(part, "run")) return run(argc - 2, argv + 2);
  if (!strcmp(part, "ask") && argc == 4) return ask(argv[2], argv[3]);
  if (!strcmp(part, "usage")) return usage(argc == 3 ? atoi(argv[2]) : 0);
  fprintf(stderr, "init: install FILE, copy FROM TO, run … -- PROGRAM, ask NAME WHAT, usage [MS]\n");
  return 64;
}
