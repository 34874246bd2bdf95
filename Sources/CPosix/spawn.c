#define _GNU_SOURCE
#include "CPosix.h"

#include <fcntl.h>
#include <unistd.h>

int stepsweep_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int stepsweep_spawn_in_folder(posix_spawn_file_actions_t *actions, const char *folder) {
    return posix_spawn_file_actions_addchdir_np(actions, folder);
}
