/* CBLAS comes with the system's BLAS; the LAPACK routines below are Fortran's, declared by hand because Debian's
   LAPACKE is a package of its own. Letters and shapes are LAPACK's. */
#include <cblas.h>

/* Eigenvalues w[n] (ascending) and eigenvectors (columns of a[n x n], column-major) of a symmetric matrix. */
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
             const int *lwork, int *iwork, const int *liwork, int *info);
