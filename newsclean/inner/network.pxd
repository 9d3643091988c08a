cimport cython

@cython.locals(
    size=Py_ssize_t, channels=Py_ssize_t, step=Py_ssize_t, row=Py_ssize_t, channel=Py_ssize_t,
    value=float, nothing=float,
)
cpdef void add_positive(float[:, ::1] rows, const float[:, ::1] update, const float[::1] bias)

@cython.locals(
    size=Py_ssize_t, channels=Py_ssize_t, groups=Py_ssize_t, row=Py_ssize_t, channel=Py_ssize_t,
    group=Py_ssize_t,
)
cpdef void fill_means(
    const float[:, ::1] rows, const long long[::1] numbers, float[:, ::1] sums,
    const float[::1] sizes, float[:, :] means,
)

@cython.locals(
    number=Py_ssize_t, size=Py_ssize_t, last=Py_ssize_t, i=Py_ssize_t, place=Py_ssize_t,
    owner=Py_ssize_t, k=Py_ssize_t,
)
cpdef void sum_vectors(
    const signed char[:, ::1] vectors, float unit, const long long[::1] places,
    const long long[::1] owners, float[:, ::1] sums,
)
