cimport cython

cdef Py_ssize_t CHARS, WORDS, LINK, PROSE, CLOSED, LEVELS
cdef double LEAST

@cython.locals(size=Py_ssize_t, i=Py_ssize_t, pair=tuple)
cpdef void read_elements(tuple elements, dict kinds, long long[:, ::1] rows) except *

@cython.locals(number=Py_ssize_t, i=Py_ssize_t)
cpdef void descend(const long long[::1] parents, long long[::1] flags, long long[::1] depths)

@cython.locals(number=Py_ssize_t, width=Py_ssize_t, i=Py_ssize_t, k=Py_ssize_t)
cpdef void add_parents(const long long[::1] parents, float[:, ::1] rows)

@cython.locals(
    size=Py_ssize_t, number=Py_ssize_t, top=Py_ssize_t, i=Py_ssize_t, element=Py_ssize_t,
    best=double, score=double,
)
cpdef Py_ssize_t find_top(
    const float[:, ::1] own, const long long[::1] parents, const long long[::1] of_block,
    double[:, ::1] scores,
)

@cython.locals(
    size=Py_ssize_t, above=Py_ssize_t, i=Py_ssize_t, element=Py_ssize_t, level=Py_ssize_t,
    row=Py_ssize_t, a=Py_ssize_t, b=Py_ssize_t, prose=double, chars=double, held=double,
)
cpdef void fill_containers(
    const double[:, ::1] sums, const long long[::1] parents, const long long[::1] firsts,
    const long long[::1] ends, const long long[::1] depths, const long long[::1] of_block,
    Py_ssize_t top, float[:, ::1] rows,
)

@cython.locals(size=Py_ssize_t, i=Py_ssize_t, k=Py_ssize_t, key=Py_ssize_t, prose=double)
cpdef void fill_style(
    const float[:, ::1] own, const long long[::1] keys, const float[::1] media,
    double[:, ::1] sums, float[:, ::1] rows,
)

@cython.locals(
    size=Py_ssize_t, i=Py_ssize_t, here=Py_ssize_t, before=Py_ssize_t, a=Py_ssize_t, b=Py_ssize_t,
    fall=Py_ssize_t, passed=Py_ssize_t,
)
cpdef void fill_steps(
    const long long[::1] parents, const long long[::1] depths, const long long[::1] of_block,
    float[:, ::1] rows,
)

@cython.locals(
    size=Py_ssize_t, bits=Py_ssize_t, i=Py_ssize_t, element=Py_ssize_t, _=Py_ssize_t,
    bit=Py_ssize_t, near="long long", far="long long",
)
cpdef void fill_said(
    const long long[::1] parents, const long long[::1] flags, const long long[::1] kinds,
    const long long[::1] of_block, float[:, ::1] rows,
)
