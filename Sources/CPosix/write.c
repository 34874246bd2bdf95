#include <errno.h>
#include <unistd.h>

#include "CPosix.h"

int stepsweep_write_all(int descriptor, const void *bytes, size_t count) {
    const char *rest = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, rest, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return -1;
        rest += written;
        count -= (size_t)written;
    }
    return 0;
}
