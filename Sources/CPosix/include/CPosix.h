#ifndef STEPSWEEP_CPOSIX_H
#define STEPSWEEP_CPOSIX_H

/* System calls that Swift's Glibc module leaves out, and code that must run between fork and exec. */

#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Writes all cached data of the file system that holds the open file to disk; 0, or -1 with errno. */
int stepsweep_syncfs(int descriptor);

/* Writes all bytes, however often it takes; 0, or -1 with errno where the other side is full, closed or gone. */
int stepsweep_write_all(int descriptor, const void *bytes, size_t count);

/* A pipe whose ends no program inherits that is started at the same moment; 0, or -1 with errno. */
int stepsweep_pipe(int ends[2]);

/* Lets a spawned program begin in `folder`; 0, or an error number. */
int stepsweep_spawn_in_folder(posix_spawn_file_actions_t *actions, const char *folder);

/* Makes SIGTERM, SIGINT and SIGHUP readable: the descriptor becomes readable for good when one of them arrives, and the
   process goes on. Ignores SIGPIPE. The same descriptor at every call; -1 with errno where no pipe can be made. */
int stepsweep_stop_descriptor(void);

/* A program to run under a guard. */
struct stepsweep_command {
    const char *path;         /* the executable, absolute or relative to `folder` */
    char *const *arguments;   /* argv, ending with a null pointer */
    char *const *environment; /* ending with a null pointer */
    const char *folder;       /* where it runs */
    int output;               /* becomes its descriptor 1 */
    int error;                /* becomes its descriptor 2 */
    int lock;                 /* stays open in the guard until everything has ended, -1 for none: a lock on it outlives us */
};

/* The process between us and a command. It leads no program of its own: it waits.

   The command leads a process group of its own and dies with the guard; the guard ends everything that descends from the
   command, daemons too, when the command ends or when `control` is closed, as the kernel does when its parent is killed. */
struct stepsweep_guard {
    pid_t process;
    int control; /* write a signal's number here as one byte: the command's group gets it; close: all of it ends at once */
    int report;  /* gives one or two `stepsweep_report`s, then end of file */
};

enum stepsweep_report_kind {
    STEPSWEEP_STARTED = 1,
    STEPSWEEP_NO_FOLDER = 2,  /* `error`: why the folder can't be entered; the last report */
    STEPSWEEP_NO_PROGRAM = 3, /* `error`: why the program can't be executed; the last report */
    STEPSWEEP_NO_PROCESS = 4, /* `error`: why no process can be made; the last report */
    STEPSWEEP_ENDED = 5       /* the last report */
};

struct stepsweep_report {
    int32_t kind;
    int32_t error;               /* errno */
    int32_t status;              /* as waitpid gives it */
    int32_t process;             /* the command's process id, and its group */
    int64_t user_microseconds;   /* of the command and all its descendants that were waited for */
    int64_t system_microseconds;
    int64_t peak_kibibytes;      /* the largest resident set among them */
};

/* Starts a guard and its command; 0, or -1 with errno. All that can go wrong with the command itself is in the report. */
int stepsweep_guard_start(const struct stepsweep_command *command, struct stepsweep_guard *guard);

#endif
