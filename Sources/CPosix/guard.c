/* The guard: see CPosix.h. Between fork and exec, and in the guard for its whole life, only async-signal-safe calls are
   made, as another thread of the parent may have held any lock at the moment of the fork. */
#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC 4
#endif

/* Rounds of killing what the command left behind; a process that makes new ones faster than that is left to the kernel. */
enum { SWEEP_ROUNDS = 50, SWEEP_ROUND_MILLISECONDS = 100 };

#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define STEPSWEEP_SANITIZED 1
#endif
#endif

/* Without the handlers of pthread_atfork: those of BLAS and of Dispatch are not for us. */
static pid_t plain_fork(void) {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34) && !defined(STEPSWEEP_SANITIZED)
    return _Fork();
#else
    return fork();
#endif
}

static void close_on_exec_from(int first) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, first, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
#endif
    struct rlimit limit;
    int end = 65536;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < (rlim_t)end) end = (int)limit.rlim_cur;
    for (int descriptor = first; descriptor < end; descriptor++) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

static void close_range_plainly(int first, int last) {
#ifdef SYS_close_range
    if (first > last || syscall(SYS_close_range, first, last, 0) == 0) return;
#endif
    int end = last < 65536 ? last : 65536;
    for (int descriptor = first; descriptor <= end; descriptor++) close(descriptor);
}

static void sort(int *numbers, int count) {
    for (int end = count - 1; end > 0; end--) {
        for (int index = 0; index < end; index++) {
            if (numbers[index] <= numbers[index + 1]) continue;
            int swapped = numbers[index];
            numbers[index] = numbers[index + 1];
            numbers[index + 1] = swapped;
        }
    }
}

static void close_all_but(int *kept, int count) {
    sort(kept, count);
    int first = 0;
    for (int index = 0; index < count; index++) {
        close_range_plainly(first, kept[index] - 1);
        first = kept[index] + 1;
    }
    close_range_plainly(first, 0x7fffffff);
}

static void write_whole(int descriptor, const void *bytes, size_t size) {
    while (write(descriptor, bytes, size) < 0 && errno == EINTR) {}
}

static void restore_signals(void) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &action, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
}

/* Memory runs out: the kernel ends the command rather than the worker. */
static void offer_to_the_oom_killer(void) {
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    write_whole(file, "300", 3);
    close(file);
}

struct start_failure {
    int32_t kind;
    int32_t error;
};

static void fail_to_start(int pipe, int kind) {
    struct start_failure failure = {.kind = kind, .error = errno};
    write_whole(pipe, &failure, sizeof failure);
    _exit(127);
}

/* In the command's process, up to its exec. */
static void become(const struct stepsweep_command *command, pid_t guard, int failure_pipe) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != guard) _exit(127);
    offer_to_the_oom_killer();
    /* Above 2, so that no dup2 below overwrites what a later one needs. */
    int pipe = fcntl(failure_pipe, F_DUPFD_CLOEXEC, 3);
    int output = fcntl(command->output, F_DUPFD_CLOEXEC, 3);
    int error = fcntl(command->error, F_DUPFD_CLOEXEC, 3);
    int input = open("/dev/null", O_RDONLY);
    if (pipe < 0 || output < 0 || error < 0 || input < 0) fail_to_start(failure_pipe, STEPSWEEP_NO_PROCESS);
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(error, 2) < 0) fail_to_start(pipe, STEPSWEEP_NO_PROCESS);
    close_on_exec_from(3);
    if (chdir(command->folder) != 0) fail_to_start(pipe, STEPSWEEP_NO_FOLDER);
    restore_signals();
    execve(command->path, command->arguments, command->environment);
    fail_to_start(pipe, STEPSWEEP_NO_PROGRAM);
}

/* Collects processes that ended; the command itself stays, so that its group's number can't be given to another yet.
   Returns whether the command has ended. */
static int collect_others(pid_t command) {
    for (;;) {
        siginfo_t info = {.si_pid = 0};
        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) return 0;
        if (info.si_pid == command) return 1;
        waitpid(info.si_pid, 0, WNOHANG);
    }
}

/* Kills our children, which are what the command's descendants become when their parents end. */
static void kill_children(void) {
    char list[4096];
    int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    ssize_t size = read(file, list, sizeof list);
    close(file);
    pid_t process = 0;
    for (ssize_t index = 0; index < size; index++) {
        if (list[index] >= '0' && list[index] <= '9') {
            process = process * 10 + (list[index] - '0');
        } else {
            if (process > 1) kill(process, SIGKILL);
            process = 0;
        }
    }
}

static void drain(int signals) {
    struct signalfd_siginfo ignored[8];
    while (read(signals, ignored, sizeof ignored) > 0) {}
}

static void end_descendants(int signals) {
    for (int round = 0; round < SWEEP_ROUNDS; round++) {
        pid_t collected;
        while ((collected = waitpid(-1, 0, WNOHANG)) > 0) {}
        if (collected < 0) return;
        kill_children();
        struct pollfd wait = {.fd = signals, .events = POLLIN};
        poll(&wait, 1, SWEEP_ROUND_MILLISECONDS);
        drain(signals);
    }
}

/* Waits until the command ends; passes on the signals that `control` asks for. */
static void watch(pid_t command, int control, int signals) {
    struct pollfd waits[2] = {{.fd = signals, .events = POLLIN}, {.fd = control, .events = POLLIN}};
    while (!collect_others(command)) {
        if (poll(waits, 2, -1) < 0) continue;
        if (waits[0].revents) drain(signals);
        if (!waits[1].revents) continue;
        unsigned char number;
        ssize_t count = read(control, &number, 1);
        if (count == 1) kill(-command, number);
        if (count == 0) {
            kill(-command, SIGKILL);
            waits[1].fd = -1;
        }
    }
}

static int64_t microseconds(struct timeval time) { return (int64_t)time.tv_sec * 1000000 + time.tv_usec; }

static void report_end(int report, pid_t command, int status) {
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    struct stepsweep_report end = {
        .kind = STEPSWEEP_ENDED,
        .status = status,
        .process = command,
        .user_microseconds = microseconds(usage.ru_utime),
        .system_microseconds = microseconds(usage.ru_stime),
        .peak_kibibytes = usage.ru_maxrss,
    };
    write_whole(report, &end, sizeof end);
}

/* Tells whether the command was started; the pipe closes at its exec. */
static int report_start(int report, pid_t command, int failure_pipe) {
    struct start_failure failure = {0, 0};
    ssize_t count;
    while ((count = read(failure_pipe, &failure, sizeof failure)) < 0 && errno == EINTR) {}
    int started = count != sizeof failure;
    struct stepsweep_report start = {
        .kind = started ? STEPSWEEP_STARTED : failure.kind, .error = failure.error, .process = command};
    write_whole(report, &start, sizeof start);
    return started;
}

static void guard_main(const struct stepsweep_command *command, int control, int report, const sigset_t *all) {
    setpgid(0, 0);
    prctl(PR_SET_NAME, "stepsweep-guard");
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigaction(SIGCHLD, &action, 0);
    int failure_pipe[2];
    int signals = signalfd(-1, all, SFD_CLOEXEC | SFD_NONBLOCK);
    struct stepsweep_report failure = {.kind = STEPSWEEP_NO_PROCESS};
    pid_t guard = getpid();
    pid_t process = -1;
    if (signals >= 0 && pipe2(failure_pipe, O_CLOEXEC) == 0) process = plain_fork();
    if (process == 0) become(command, guard, failure_pipe[1]);
    if (process < 0) {
        failure.error = errno;
        write_whole(report, &failure, sizeof failure);
        _exit(1);
    }
    setpgid(process, process);
    int kept[] = {control, report, signals, failure_pipe[0], command->lock};
    close_all_but(kept, sizeof kept / sizeof kept[0]);
    if (!report_start(report, process, failure_pipe[0])) _exit(0);
    watch(process, control, signals);
    kill(-process, SIGKILL);
    int status = 0;
    waitpid(process, &status, 0);
    end_descendants(signals);
    report_end(report, process, status);
    _exit(0);
}

int stepsweep_guard_start(const struct stepsweep_command *command, struct stepsweep_guard *guard) {
    int control[2];
    int report[2];
    if (pipe2(control, O_CLOEXEC) != 0) return -1;
    if (pipe2(report, O_CLOEXEC) != 0) {
        int saved = errno;
        close(control[0]);
        close(control[1]);
        errno = saved;
        return -1;
    }
    /* Blocked, so that no handler of ours runs in the guard. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t process = plain_fork();
    if (process == 0) {
        close(control[1]);
        close(report[0]);
        guard_main(command, control[0], report[1], &all);
    }
    int saved = errno;
    pthread_sigmask(SIG_SETMASK, &before, 0);
    close(control[0]);
    close(report[1]);
    if (process < 0) {
        close(control[1]);
        close(report[0]);
        errno = saved;
        return -1;
    }
    *guard = (struct stepsweep_guard){.process = process, .control = control[1], .report = report[0]};
    return 0;
}
