/* The system's BLAS and LAPACK, opened when the first of them is used: a program that trains nothing neither loads them
   nor needs them to be installed. STEPSWEEP_BLAS names another library for BLAS. */
#ifndef STEPSWEEP_CBLAS_H
#define STEPSWEEP_CBLAS_H

/* How a matrix enters a product. */
typedef enum CBLAS_TRANSPOSE { CblasNoTrans = 111, CblasTrans = 112 } CBLAS_TRANSPOSE;

/* Whether a library is there to compute with. */
int blas_is_here(void);

/* The address of a function of the opened libraries, or of one that came before them; a null pointer where none has it. */
void *blas_symbol(const char *name);

/* C[m x n] = alpha * op(A)[m x k] * op(B)[k x n] + beta * C, each row-major with the row lengths lda, ldb, ldc.
   Without a library these say so on stderr and end the process with 74: ask blas_is_here before. */
void blas_sgemm(CBLAS_TRANSPOSE form_a, CBLAS_TRANSPOSE form_b, int m, int n, int k, float alpha, const float *a, int lda,
                const float *b, int ldb, float beta, float *c, int ldc);
void blas_dgemm(CBLAS_TRANSPOSE form_a, CBLAS_TRANSPOSE form_b, int m, int n, int k, double alpha, const double *a,
                int lda, const double *b, int ldb, double beta, double *c, int ldc);

/* LAPACK's dsyevd with jobz "V" and uplo "U": eigenvalues w[n], ascending, and eigenvectors, the columns of a[n x n], of a
   symmetric matrix. Sizes of -1 ask for the sizes of the work arrays. Returns LAPACK's info: 0 is success. */
int blas_dsyevd(int n, double *a, double *w, double *work, int work_size, int *integer_work, int integer_work_size);

#endif
