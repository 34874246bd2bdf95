#define _GNU_SOURCE
#include "CSystem.h"

#include <unistd.h>

int stepsweep_syncfs(int descriptor) { return syncfs(descriptor); }
