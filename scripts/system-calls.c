/* Preloaded into a program: counts its system calls on files and the terminal, and at a chosen one kills it
 * or lets the call fail. `every-system-call.py` builds this and uses it.
 *
 * A seccomp filter turns each of these calls into a signal, whoever makes it and by whatever library; the
 * handler counts, decides, and makes the call itself from the one place that the filter lets through.
 * Nobody is traced, so a terminal, threads and job control are as they always are. Linux on x86-64.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

/* What both sides see, in a file of their own. */
struct control {
    uint32_t armed;   /* calls count */
    uint32_t at;      /* at this one, from 1, it happens; 0: never */
    uint32_t error;   /* this error instead of the call; 0: the process is killed before it */
    uint32_t within;  /* only calls on files below the folder count */
    uint32_t count;   /* so many were made */
    uint32_t hit;     /* the number of the call at which it happened */
};

static volatile struct control *control;
static const char *folder;

long raw_call(long number, long a, long b, long c, long d, long e, long f);
extern char raw_call_made[];
__asm__(".text\n.globl raw_call\nraw_call:\n"
        "mov %rdi, %rax\nmov %rsi, %rdi\nmov %rdx, %rsi\nmov %rcx, %rdx\n"
        "mov %r8, %r10\nmov %r9, %r8\nmov 8(%rsp), %r9\nsyscall\n"
        ".globl raw_call_made\nraw_call_made:\nret\n");

static const int COUNTED[] = {
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_open, SYS_openat, SYS_lseek,
    SYS_fsync, SYS_fdatasync, SYS_ftruncate, SYS_flock, SYS_rename, SYS_renameat, SYS_renameat2, SYS_unlink,
    SYS_unlinkat, SYS_rmdir, SYS_mkdir, SYS_mkdirat, SYS_stat, SYS_lstat, SYS_fstat, SYS_newfstatat, SYS_statx,
    SYS_getdents64, SYS_chmod, SYS_fchmod, SYS_fchmodat, SYS_link, SYS_linkat, SYS_readlink, SYS_readlinkat,
    SYS_copy_file_range, SYS_sendfile,
};
enum { CALLS = sizeof COUNTED / sizeof *COUNTED };

static int is_below(const char *path) {
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int fd_is_below(long fd) {
    char name[32] = "/proc/self/fd/", path[4096];
    size_t end = strlen(name);
    char digits[16];
    int count = 0;
    if (fd < 0) return 0;
    do { digits[count++] = '0' + fd % 10; fd /= 10; } while (fd > 0);
    while (count > 0) name[end++] = digits[--count];
    name[end] = 0;
    long length = raw_call(SYS_readlink, (long)name, (long)path, sizeof path - 1, 0, 0, 0);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_below(path);
}

/* Whether a call concerns a file below the folder. */
static int concerns(int number, const greg_t *regs) {
    const char *first = (const char *)regs[REG_RDI], *second = (const char *)regs[REG_RSI];
    switch (number) {
    case SYS_open: case SYS_rename: case SYS_unlink: case SYS_rmdir: case SYS_mkdir: case SYS_stat: case SYS_lstat:
    case SYS_chmod: case SYS_link: case SYS_readlink:
        return is_below(first);
    case SYS_openat: case SYS_renameat: case SYS_renameat2: case SYS_unlinkat: case SYS_mkdirat: case SYS_newfstatat:
    case SYS_statx: case SYS_fchmodat: case SYS_linkat: case SYS_readlinkat:
        return second && *second == '/' ? is_below(second) : fd_is_below((int)regs[REG_RDI]);
    default:
        return fd_is_below((int)regs[REG_RDI]);
    }
}

static void on_call(int signal, siginfo_t *info, void *context) {
    (void)signal;
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;
    int number = info->si_syscall;
    if (control->armed && (!control->within || concerns(number, regs))) {
        uint32_t nth = __sync_add_and_fetch(&control->count, 1);
        if (nth == control->at) {
            control->hit = (uint32_t)number;
            if (control->error) {
                regs[REG_RAX] = -(greg_t)control->error;
                return;
            }
            raw_call(SYS_kill, raw_call(SYS_getpid, 0, 0, 0, 0, 0, 0), SIGKILL, 0, 0, 0, 0);
        }
    }
    regs[REG_RAX] = raw_call(number, regs[REG_RDI], regs[REG_RSI], regs[REG_RDX], regs[REG_R10], regs[REG_R8],
                             regs[REG_R9]);
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("SYSTEM_CALLS_CONTROL");
    folder = getenv("SYSTEM_CALLS_WITHIN");
    if (!path || !folder) return;
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) _exit(99);
    control = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (control == MAP_FAILED) _exit(99);
    /* What this program starts is not looked at. */
    unsetenv("LD_PRELOAD");

    uint64_t made = (uint64_t)(uintptr_t)raw_call_made;
    struct sock_filter filter[CALLS + 8], *at = filter;
    *at++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer));
    *at++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)made, 0, 2);
    *at++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer) + 4);
    *at++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(made >> 32), CALLS + 1, 0);
    *at++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (int nth = 0; nth < CALLS; nth++)
        *at++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)COUNTED[nth], (uint8_t)(CALLS - nth), 0);
    *at++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    *at++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);

    struct sigaction action = {.sa_sigaction = on_call, .sa_flags = SA_SIGINFO | SA_NODEFER};
    struct sock_fprog program = {.len = (unsigned short)(at - filter), .filter = filter};
    if (sigaction(SIGSYS, &action, NULL) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) _exit(99);
}
