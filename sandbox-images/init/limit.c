#include "init.h"
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined __x86_64__
#define ARCH AUDIT_ARCH_X86_64
#define FOREIGN 0x40000000u /* the x32 calls of the same kernel */
#else
#define ARCH AUDIT_ARCH_AARCH64
#define FOREIGN 0xffffffffu
#endif
#define GIVE(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define YES BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define IF(value, then, other) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, then, other)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define DENY(call) IF(__NR_##call, 0, 1), GIVE(EPERM)

/* Beside the runtime's own profile, which in many versions lets AF_VSOCK, ptrace and io_uring pass. */
static void filter(void) {
  struct sock_filter code[] = {
      LOAD(arch), IF(ARCH, 1, 0), GIVE(ENOSYS),
      LOAD(nr), BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FOREIGN, 0, 1), GIVE(ENOSYS),
      DENY(ptrace), DENY(process_vm_readv), DENY(process_vm_writev), DENY(pidfd_getfd), DENY(kcmp),
      DENY(io_uring_setup), DENY(io_uring_enter), DENY(io_uring_register),
      DENY(bpf), DENY(perf_event_open), DENY(userfaultfd), DENY(keyctl), DENY(add_key), DENY(request_key),
      DENY(unshare), DENY(setns), DENY(mount), DENY(open_by_handle_at),
      IF(__NR_socket, 2, 0), IF(__NR_socketpair, 1, 0), YES,
      LOAD(args[0]), IF(AF_UNIX, 4, 0), IF(AF_INET, 3, 0), IF(AF_INET6, 2, 0), IF(AF_NETLINK, 1, 0), GIVE(EAFNOSUPPORT), YES,
  };
  struct sock_fprog program = {sizeof code / sizeof *code, code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    perror("init: seccomp");
    exit(125);
  }
}

static void at_most(int what, long most) {
  struct rlimit now;
  if (getrlimit(what, &now) != 0) return;
  rlim_t value = (rlim_t)most < now.rlim_max ? (rlim_t)most : now.rlim_max;
  struct rlimit l = {value, value};
  if (setrlimit(what, &l) != 0) { perror("init: limits"); exit(125); }
}

void limit(long pids, long fsize) {
  at_most(RLIMIT_NOFILE, 8192);
  at_most(RLIMIT_CORE, 0);
  if (pids > 0) at_most(RLIMIT_NPROC, pids);
  if (fsize > 0) at_most(RLIMIT_FSIZE, fsize);
  filter();
}
