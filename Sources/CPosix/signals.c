#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static int stop_pipe[2] = {-1, -1};
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void note(int number) {
    int saved = errno;
    char byte = (char)number;
    if (write(stop_pipe[1], &byte, 1) < 0) errno = saved;
    errno = saved;
}

static void install(void) {
    if (pipe2(stop_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return;
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    sigaction(SIGTERM, &action, 0);
    sigaction(SIGINT, &action, 0);
    sigaction(SIGHUP, &action, 0);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, 0);
    /* Whoever started us may have had them blocked, as the threads of Dispatch have, and a blocked signal is inherited. */
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    sigaddset(&ours, SIGHUP);
    pthread_sigmask(SIG_UNBLOCK, &ours, 0);
}

int stepsweep_stop_descriptor(void) {
    pthread_once(&once, install);
    return stop_pipe[0];
}
