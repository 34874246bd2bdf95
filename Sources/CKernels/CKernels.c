#include "CKernels.h"

#include <math.h>
#include <string.h>

/* One body, a clone an instruction set. Elsewhere the compiler's baseline serves (on 64-bit ARM that is NEON). */
#if defined(__x86_64__) && defined(__linux__)
/* The loader runs the resolvers before a sanitizer is awake, so that sanitized builds have one version of each. */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define CLONES
#endif
#endif
#ifndef CLONES
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif
#else
#define CLONES
#endif
#define INLINE static inline __attribute__((always_inline))

/* e^x within 3 units in the last place; x is held to -87 ... 88, where e^x is a normal number.
   x = q ln 2 + r with |r| <= ln 2 / 2, and Taylor's polynomial of degree 7 for e^r (its rest is below 6e-9).
   A comparison with NaN is false, so that NaN passes through. */
INLINE float exponential(float x) {
    const float magic = 12582912.0f; /* 1.5 * 2^23: adding it rounds to a whole number */
    x = x < -87.0f ? -87.0f : x;
    x = x > 88.0f ? 88.0f : x;
    float shifted = x * 1.44269504f + magic;
    float q = shifted - magic;
    float r = (x - q * 0.693359375f) + q * 2.12194440e-4f;
    float p = 1.0f / 5040.0f;
    p = p * r + 1.0f / 720.0f;
    p = p * r + 1.0f / 120.0f;
    p = p * r + 1.0f / 24.0f;
    p = p * r + 1.0f / 6.0f;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    int32_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    int32_t power = (int32_t)(((uint32_t)bits - 0x4B400000u + 127u) << 23);
    float scale;
    memcpy(&scale, &power, sizeof scale);
    return p * scale;
}

/* Near 0 the quotient loses digits, so Taylor's polynomial of degree 9 takes over (its rest is below 1e-7). */
INLINE float hyperbolic_tangent(float z) {
    float s = z * z;
    float p = 62.0f / 2835.0f;
    p = p * s - 17.0f / 315.0f;
    p = p * s + 2.0f / 15.0f;
    p = p * s - 1.0f / 3.0f;
    float near = z + z * s * p;
    float far = 1.0f - 2.0f / (exponential(2.0f * z) + 1.0f);
    return s < 0.1225f ? near : far;
}

INLINE float sigmoid(float z) { return 1.0f / (1.0f + exponential(-z)); }

CLONES void ck_bias_relu(float *restrict z, const float *restrict bias, size_t m, size_t n) {
    for (size_t i = 0; i < m; i++, z += n)
        for (size_t j = 0; j < n; j++) {
            float value = z[j] + bias[j];
            z[j] = value < 0.0f ? 0.0f : value;
        }
}

CLONES void ck_bias_tanh(float *restrict z, const float *restrict bias, size_t m, size_t n) {
    for (size_t i = 0; i < m; i++, z += n)
        for (size_t j = 0; j < n; j++) z[j] = hyperbolic_tangent(z[j] + bias[j]);
}

CLONES void ck_bias_sigmoid(float *restrict z, const float *restrict bias, size_t m, size_t n) {
    for (size_t i = 0; i < m; i++, z += n)
        for (size_t j = 0; j < n; j++) z[j] = sigmoid(z[j] + bias[j]);
}

CLONES void ck_bias_gelu(float *restrict z, const float *restrict bias, float *restrict slopes, size_t m, size_t n) {
    const float scale = 0.79788456f, cubic = 0.044715f;
    for (size_t i = 0; i < m; i++, z += n, slopes += n)
        for (size_t j = 0; j < n; j++) {
            float x = z[j] + bias[j];
            float s = x * x;
            float t = hyperbolic_tangent(scale * x * (1.0f + cubic * s));
            z[j] = 0.5f * x * (1.0f + t);
            slopes[j] = 0.5f * (1.0f + t) + 0.5f * x * (1.0f - t * t) * scale * (1.0f + 3.0f * cubic * s);
        }
}

/* The four differ in one expression: the derivative from what was kept. */
#define BACK(name, derivative)                                                                                 \
    CLONES void name(float *restrict delta, const float *restrict kept, float *restrict bias_gradient, size_t m, \
                     size_t n) {                                                                               \
        memset(bias_gradient, 0, n * sizeof(float));                                                           \
        for (size_t i = 0; i < m; i++, delta += n, kept += n)                                                  \
            for (size_t j = 0; j < n; j++) {                                                                   \
                float a = kept[j];                                                                             \
                float value = delta[j] * (derivative);                                                         \
                delta[j] = value;                                                                              \
                bias_gradient[j] += value;                                                                     \
            }                                                                                                  \
    }

BACK(ck_back_relu, a > 0.0f ? 1.0f : 0.0f)
BACK(ck_back_tanh, 1.0f - a * a)
BACK(ck_back_sigmoid, a * (1.0f - a))
BACK(ck_back_gelu, a)

CLONES double ck_softmax_loss(float *restrict z, const float *restrict bias, const int32_t *restrict classes,
                              float scale, float *restrict bias_gradient, size_t m, size_t n) {
    double loss = 0.0;
    float *row = z;
    for (size_t i = 0; i < m; i++, row += n) {
        float peak = -INFINITY;
        for (size_t j = 0; j < n; j++) {
            row[j] += bias[j];
            peak = row[j] > peak ? row[j] : peak;
        }
        for (size_t j = 0; j < n; j++) row[j] -= peak;
        loss -= row[classes[i]];
    }
    for (size_t index = 0; index < m * n; index++) z[index] = exponential(z[index]);

    memset(bias_gradient, 0, n * sizeof(float));
    /* Each total is in 1 ... n, so a product of totals replaces as many logarithms until it grows large. */
    double totals = 1.0;
    row = z;
    for (size_t i = 0; i < m; i++, row += n) {
#pragma clang fp reassociate(on)
        float total = 0.0f;
        for (size_t j = 0; j < n; j++) total += row[j];
        float factor = scale / total;
        for (size_t j = 0; j < n; j++) row[j] *= factor;
        row[classes[i]] -= scale;
        for (size_t j = 0; j < n; j++) bias_gradient[j] += row[j];
        totals *= total;
        if (!(totals < 1e200)) {
            loss += log(totals);
            totals = 1.0;
        }
    }
    return loss + log(totals);
}

CLONES size_t ck_hits(const float *restrict z, const float *restrict bias, const int32_t *restrict classes, size_t m,
                      size_t n) {
    size_t hits = 0;
    for (size_t i = 0; i < m; i++, z += n) {
        size_t best = 0;
        float peak = z[0] + bias[0];
        for (size_t j = 1; j < n; j++) {
            float value = z[j] + bias[j];
            if (value > peak) {
                peak = value;
                best = j;
            }
        }
        hits += best == (size_t)classes[i];
    }
    return hits;
}

CLONES void ck_multiply(float *out, const float *x, const float *y, size_t k) {
    for (size_t i = 0; i < k; i++) out[i] = x[i] * y[i];
}

CLONES void ck_step_sgd(float *restrict w, const float *restrict g, size_t k, float rate, float penalty) {
    for (size_t i = 0; i < k; i++) w[i] -= rate * (g[i] + penalty * w[i]);
}

CLONES void ck_step_momentum(float *restrict w, const float *restrict g, float *restrict v, size_t k, float rate,
                             float penalty, float momentum, int look_ahead) {
    float carry = look_ahead ? momentum : 1.0f;
    float direct = look_ahead ? rate : 0.0f;
    for (size_t i = 0; i < k; i++) {
        float gradient = g[i] + penalty * w[i];
        v[i] = momentum * v[i] - rate * gradient;
        w[i] += carry * v[i] - direct * gradient;
    }
}

CLONES void ck_step_rmsprop(float *restrict w, const float *restrict g, float *restrict s, size_t k, float rate,
                            float penalty, float decay, float epsilon) {
    for (size_t i = 0; i < k; i++) {
        float gradient = g[i] + penalty * w[i];
        s[i] = decay * s[i] + (1.0f - decay) * gradient * gradient;
        w[i] -= rate * gradient / (__builtin_elementwise_sqrt(s[i]) + epsilon);
    }
}

CLONES void ck_step_adam(float *restrict w, const float *restrict g, float *restrict first, float *restrict second,
                         size_t k, float rate, float penalty, float shrink, float decay_first, float decay_second,
                         float epsilon) {
    for (size_t i = 0; i < k; i++) {
        float gradient = g[i] + penalty * w[i];
        first[i] = decay_first * first[i] + (1.0f - decay_first) * gradient;
        second[i] = decay_second * second[i] + (1.0f - decay_second) * gradient * gradient;
        w[i] = shrink * w[i] - rate * first[i] / (__builtin_elementwise_sqrt(second[i]) + epsilon);
    }
}
