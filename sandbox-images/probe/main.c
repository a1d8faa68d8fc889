#include "probe.h"

int main(int argc, char **argv) {
  if (argc > 1 && !strcmp(argv[1], "structural")) return structural(argc - 2, argv + 2);
  return argc > 1 ? hostile(argc - 1, argv + 1) : 64;
}
