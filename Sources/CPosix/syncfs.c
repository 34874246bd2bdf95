#define _GNU_SOURCE
#include "CPosix.h"

#include <unistd.h>

int stepsweep_syncfs(int descriptor) { return syncfs(descriptor); }
