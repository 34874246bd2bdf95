#ifndef STEPSWEEP_CSYSTEM_H
#define STEPSWEEP_CSYSTEM_H

/* System calls that Swift's Glibc module leaves out. */

/* Writes all cached data of the file system that holds the open file to disk; 0, or -1 with errno. */
int stepsweep_syncfs(int descriptor);

#endif
