/* The inner loops of single-precision training, compiled for several instruction sets; the best one is chosen when the
   program starts. TrainingCore holds a plain double-precision loop beside each and tests them against each other.

   Letters: m rows of a batch, n units of a layer, k numbers. Every matrix is row-major without gaps.
   z scores before the activation, a activations, delta the loss's derivative by z, g gradient, w parameters. */
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/* z[m x n] += bias[n], then the activation, in place. */
void ck_bias_relu(float *z, const float *bias, size_t m, size_t n);
void ck_bias_tanh(float *z, const float *bias, size_t m, size_t n);
void ck_bias_sigmoid(float *z, const float *bias, size_t m, size_t n);
/* Also keeps the activation's derivative, which can't be had from its value. */
void ck_bias_gelu(float *z, const float *bias, float *slopes, size_t m, size_t n);

/* delta[m x n] *= the activation's derivative, told from a[m x n]; bias_gradient[n] = column sums of the new delta. */
void ck_back_relu(float *delta, const float *a, float *bias_gradient, size_t m, size_t n);
void ck_back_tanh(float *delta, const float *a, float *bias_gradient, size_t m, size_t n);
void ck_back_sigmoid(float *delta, const float *a, float *bias_gradient, size_t m, size_t n);
void ck_back_gelu(float *delta, const float *slopes, float *bias_gradient, size_t m, size_t n);

/* Softmax with log loss: z[m x n] + bias[n] becomes scale * (probabilities - one-hot classes), bias_gradient[n] its
   column sums. Returns the sum of the rows' log losses. Each class is in 0 ..< n. */
double ck_softmax_loss(float *z, const float *bias, const int32_t *classes, float scale, float *bias_gradient, size_t m,
                       size_t n);

/* How many rows of z[m x n] + bias[n] have their largest number, the first of equals, at their class. */
size_t ck_hits(const float *z, const float *bias, const int32_t *classes, size_t m, size_t n);

/* out[k] = x[k] * y[k]; out may be x. */
void ck_multiply(float *out, const float *x, const float *y, size_t k);

/* One optimiser step over k parameters; the gradient is g + penalty * w. */
void ck_step_sgd(float *w, const float *g, size_t k, float rate, float penalty);
/* v = momentum * v - rate * gradient; w += v, or with look_ahead w += momentum * v - rate * gradient. */
void ck_step_momentum(float *w, const float *g, float *v, size_t k, float rate, float penalty, float momentum,
                      int look_ahead);
/* s = decay * s + (1 - decay) * gradient^2; w -= rate * gradient / (sqrt(s) + epsilon). */
void ck_step_rmsprop(float *w, const float *g, float *s, size_t k, float rate, float penalty, float decay,
                     float epsilon);
/* w = shrink * w - rate * first / (sqrt(second) + epsilon), after updating both moments. `rate` holds the bias
   correction. */
void ck_step_adam(float *w, const float *g, float *first, float *second, size_t k, float rate, float penalty,
                  float shrink, float decay_first, float decay_second, float epsilon);

#endif
