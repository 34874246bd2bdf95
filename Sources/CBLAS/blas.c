#define _GNU_SOURCE
#include "CBLAS.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Fortran's routines: column-major, arguments by address, and the lengths of texts behind all others. CBLAS's own would do,
   but NVBLAS stands before Fortran's names alone. */
typedef void sgemm_routine(const char *, const char *, const int *, const int *, const int *, const float *, const float *,
                           const int *, const float *, const int *, const float *, float *, const int *, size_t, size_t);
typedef void dgemm_routine(const char *, const char *, const int *, const int *, const int *, const double *,
                           const double *, const int *, const double *, const int *, const double *, double *, const int *,
                           size_t, size_t);
typedef void dsyevd_routine(const char *, const char *, const int *, double *, const int *, double *, double *, const int *,
                            int *, const int *, int *, size_t, size_t);

static sgemm_routine *sgemm;
static dgemm_routine *dgemm;
static dsyevd_routine *dsyevd;
static void *libraries[2];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* The distribution's choice first; OpenBLAS under its own name has LAPACK in it. */
static const char *const blas_names[] = {"libblas.so.3", "libopenblas.so.0", NULL};
static const char *const lapack_names[] = {"liblapack.so.3", "libopenblas.so.0", NULL};

/* What is in the process already comes first, so that a library in LD_PRELOAD stands before the others. */
static void *find(const char *name) {
    void *address = dlsym(RTLD_DEFAULT, name);
    for (int i = 0; !address && i < 2; i++)
        if (libraries[i]) address = dlsym(libraries[i], name);
    return address;
}

static void *find_in(int slot, const char *const *names, const char *name) {
    for (void *address = find(name); ; names++) {
        if (address || !*names) return address;
        /* Global, so that LAPACK computes with the same BLAS. */
        libraries[slot] = dlopen(*names, RTLD_NOW | RTLD_GLOBAL);
        address = find(name);
    }
}

static void open_libraries(void) {
    const char *const named = getenv("STEPSWEEP_BLAS");
    const char *const chosen[] = {named, NULL};
    /* An empty name would open this program itself. */
    dgemm = (dgemm_routine *)find_in(0, named && *named ? chosen : blas_names, "dgemm_");
    sgemm = (sgemm_routine *)find("sgemm_");
    dsyevd = (dsyevd_routine *)find_in(1, lapack_names, "dsyevd_");
}

int blas_is_here(void) {
    pthread_once(&once, open_libraries);
    return dgemm && sgemm && dsyevd;
}

void *blas_symbol(const char *name) {
    pthread_once(&once, open_libraries);
    return find(name);
}

static void require(void) {
    if (blas_is_here()) return;
    fputs("no BLAS library is installed\n", stderr);
    _exit(74);
}

static const char *letter(CBLAS_TRANSPOSE form) { return form == CblasTrans ? "T" : "N"; }

/* Row-major C = A * B is column-major C^T = B^T * A^T: the factors change places. */

void blas_sgemm(CBLAS_TRANSPOSE form_a, CBLAS_TRANSPOSE form_b, int m, int n, int k, float alpha, const float *a, int lda,
                const float *b, int ldb, float beta, float *c, int ldc) {
    require();
    sgemm(letter(form_b), letter(form_a), &n, &m, &k, &alpha, b, &ldb, a, &lda, &beta, c, &ldc, 1, 1);
}

void blas_dgemm(CBLAS_TRANSPOSE form_a, CBLAS_TRANSPOSE form_b, int m, int n, int k, double alpha, const double *a,
                int lda, const double *b, int ldb, double beta, double *c, int ldc) {
    require();
    dgemm(letter(form_b), letter(form_a), &n, &m, &k, &alpha, b, &ldb, a, &lda, &beta, c, &ldc, 1, 1);
}

int blas_dsyevd(int n, double *a, double *w, double *work, int work_size, int *integer_work, int integer_work_size) {
    require();
    int info = 0;
    dsyevd("V", "U", &n, a, &n, w, work, &work_size, integer_work, &integer_work_size, &info, 1, 1);
    return info;
}
