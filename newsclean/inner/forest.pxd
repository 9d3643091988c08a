cimport cython

@cython.locals(
    depth=Py_ssize_t, trees=Py_ssize_t, columns=Py_ssize_t, tree=Py_ssize_t, level=Py_ssize_t,
    column=Py_ssize_t, feature=Py_ssize_t, border=float,
)
cpdef void sum_leaves(
    const float[:, ::1] rows, const Py_ssize_t[:, ::1] features, const float[:, ::1] borders,
    const float[:, ::1] leaves, int[::1] leaf, float[::1] scores,
)
