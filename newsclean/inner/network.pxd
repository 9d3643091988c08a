cimport cython

@cython.locals(
    size=Py_ssize_t, channels=Py_ssize_t, step=Py_ssize_t, row=Py_ssize_t, channel=Py_ssize_t,
    value=float, nothing=float,
)
cpdef void add_positive(float[:, ::1] rows, const float[:, ::1] update, const float[::1] bias)

@cython.locals(
    pairs=Py_ssize_t, channels=Py_ssize_t, pair=Py_ssize_t, channel=Py_ssize_t, one=Py_ssize_t,
    two=Py_ssize_t, three=Py_ssize_t, four=Py_ssize_t,
)
cpdef void fill_pairs(
    const float[:, ::1] padded, Py_ssize_t edge, Py_ssize_t reach, float[:, :, ::1] inputs,
)

@cython.locals(
    size=Py_ssize_t, channels=Py_ssize_t, pairs=Py_ssize_t, pair=Py_ssize_t, channel=Py_ssize_t,
    one=Py_ssize_t, two=Py_ssize_t, value=float, nothing=float,
)
cpdef void add_pairs(
    float[:, ::1] rows, const float[:, :, ::1] products, const float[::1] bias, Py_ssize_t reach,
)

@cython.locals(
    size=Py_ssize_t, channels=Py_ssize_t, groups=Py_ssize_t, row=Py_ssize_t, channel=Py_ssize_t,
    group=Py_ssize_t,
)
cpdef void fill_means(
    const float[:, ::1] rows, const long long[::1] numbers, const float[::1] sizes,
    float[:, ::1] means,
)

@cython.locals(
    number=Py_ssize_t, size=Py_ssize_t, last=Py_ssize_t, i=Py_ssize_t, place=Py_ssize_t,
    owner=Py_ssize_t, k=Py_ssize_t,
)
cpdef void sum_vectors(
    const signed char[:, ::1] vectors, float unit, const long long[::1] places,
    const long long[::1] owners, float[:, ::1] sums,
)
