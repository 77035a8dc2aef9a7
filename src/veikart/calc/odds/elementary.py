"""Logarithm, exponential and the normal distribution's inverse from the four operations and square roots only.

The processor's own functions differ in the last bit between machines; sums, products, quotients and roots do not (IEEE 754). So a draw is the same
to the last bit wherever it is worked out. Terms of the series are added four by four, so that they need not wait for each other.
"""

from __future__ import annotations

import numpy as np
from numba import njit

FAST = {"cache": True, "nogil": True, "error_model": "numpy"}
"""How everything here is compiled: kept on disk, free of the interpreter's lock, and with no test for division by zero, which would stop vectors."""
_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_ONE_OVER_LN2 = 1.44269504088896338700
_ROOT_HALF_BITS = np.uint64(0x3FE6A09E667F3BCD)
_MANTISSA, _BIAS = np.uint64(52), np.uint64(1023)
_LIFT = np.uint64(1024 << 52)
_WHOLE, _WHOLE_BITS = 2.0**52, np.uint64(0x4330000000000000)
"""A whole number below 2^52 put into these bits is that number above 2^52: the way between whole numbers and floats that vectors have."""
_ROUNDER = 6755399441055744.0
"""1,5 · 2^52: added and taken away again, it leaves the nearest whole number."""
_LEAST, _MOST = -708.0, 709.0
_MIDDLE = 0.425


@njit(**FAST)
def get_log(x):  # type: ignore[no-untyped-def]
    """The natural logarithm of a float64 above 1e-300, within 2 units in the last place: 2·artanh((m − 1)/(m + 1)) of the mantissa m as a series."""
    bits = np.float64(x).view(np.uint64)
    power = (bits - _ROOT_HALF_BITS + _LIFT) >> _MANTISSA
    part = np.uint64(bits - (power << _MANTISSA) + _LIFT).view(np.float64)
    s = (part - 1.0) / (part + 1.0)
    z = s * s
    z2 = z * z
    z4 = z2 * z2
    series = ((1 / 19 + z * (1 / 21)) + z2 * (1 / 23)) * z4
    series = (((1 / 11 + z * (1 / 13)) + z2 * (1 / 15 + z * (1 / 17))) + series) * z4
    series = z * (((1 / 3 + z * (1 / 5)) + z2 * (1 / 7 + z * (1 / 9))) + series)
    times = np.uint64(power | _WHOLE_BITS).view(np.float64) - (_WHOLE + 1024.0)
    return times * _LN2_HIGH + (2.0 * s + (2.0 * s * series + times * _LN2_LOW))


@njit(**FAST)
def get_exp(x):  # type: ignore[no-untyped-def]
    """e to the power of a float64, within 2 units in the last place; powers outside −708 to 709 are taken as those."""
    x = min(max(x, _LEAST), _MOST)
    lifted = x * _ONE_OVER_LN2 + _ROUNDER
    times = lifted - _ROUNDER
    r = (x - times * _LN2_HIGH) - times * _LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    series = ((1 / 3628800 + r * (1 / 39916800)) + r2 * (1 / 479001600 + r * (1 / 6227020800))) * r4
    series = (((1 / 720 + r * (1 / 5040)) + r2 * (1 / 40320 + r * (1 / 362880))) + series) * r4
    series = ((1 / 2 + r * (1 / 6)) + r2 * (1 / 24 + r * (1 / 120))) + series
    power = (np.float64(lifted).view(np.uint64) + _BIAS) << _MANTISSA
    return (1.0 + (r + r2 * series)) * np.uint64(power).view(np.float64)


@njit(**FAST)
def fill_normals_below(shares, found):  # type: ignore[no-untyped-def]
    """The standard normals below which the shares of the outcomes lie, each above 0 and below 1, into `found`; relative error about 1e-15.

    **Source**: Wichura, «Algorithm AS 241: the percentage points of the normal distribution», Applied Statistics 37 (1988), PPND16.
    """
    outer, count = np.empty(len(shares), np.int64), 0
    for at in range(len(shares)):
        found[at] = _get_middle(shares[at] - 0.5)
    for at in range(len(shares)):
        outer[count] = at
        count += abs(shares[at] - 0.5) > _MIDDLE
    roots = np.empty(count)
    for at in range(count):
        roots[at] = min(shares[outer[at]], 1.0 - shares[outer[at]])
    normals = np.empty(count)
    for at in range(count):
        roots[at] = np.sqrt(-get_log(roots[at]))
        normals[at] = _get_tail(roots[at] - 1.6)
    for at in range(count):
        normal = normals[at] if roots[at] <= 5.0 else _get_far_tail(roots[at] - 5.0)
        found[outer[at]] = -normal if shares[outer[at]] < 0.5 else normal


@njit(**FAST)
def _get_middle(q):  # type: ignore[no-untyped-def]
    r = 0.180625 - q * q
    above = 2.5090809287301226727e3 * r + 3.3430575583588128105e4
    above = ((above * r + 6.7265770927008700853e4) * r + 4.5921953931549871457e4) * r + 1.3731693765509461125e4
    above = ((above * r + 1.9715909503065514427e3) * r + 1.3314166789178437745e2) * r + 3.3871328727963666080e0
    below = 5.2264952788528545610e3 * r + 2.8729085735721942674e4
    below = ((below * r + 3.9307895800092710610e4) * r + 2.1213794301586595867e4) * r + 5.3941960214247511077e3
    below = ((below * r + 6.8718700749205790830e2) * r + 4.2313330701600911252e1) * r + 1.0
    return q * above / below


@njit(**FAST)
def _get_tail(r):  # type: ignore[no-untyped-def]
    above = 7.74545014278341407640e-4 * r + 2.27238449892691845833e-2
    above = ((above * r + 2.41780725177450611770e-1) * r + 1.27045825245236838258e0) * r + 3.64784832476320460504e0
    above = ((above * r + 5.76949722146069140550e0) * r + 4.63033784615654529590e0) * r + 1.42343711074968357734e0
    below = 1.05075007164441684324e-9 * r + 5.47593808499534494600e-4
    below = ((below * r + 1.51986665636164571966e-2) * r + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1
    below = ((below * r + 1.67638483018380384940e0) * r + 2.05319162663775882187e0) * r + 1.0
    return above / below


@njit(**FAST)
def _get_far_tail(r):  # type: ignore[no-untyped-def]
    above = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
    above = ((above * r + 1.24266094738807843860e-3) * r + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1
    above = ((above * r + 1.78482653991729133580e0) * r + 5.46378491116411436990e0) * r + 6.65790464350110377720e0
    below = 2.04426310338993978564e-15 * r + 1.42151175831644588870e-7
    below = ((below * r + 1.84631831751005468180e-5) * r + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2
    below = ((below * r + 1.36929880922735805310e-1) * r + 5.99832206555887937690e-1) * r + 1.0
    return above / below
