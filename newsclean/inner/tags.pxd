cimport cython

@cython.locals(
    size=Py_ssize_t, at=Py_ssize_t, most=Py_ssize_t, total=Py_ssize_t, closes=Py_ssize_t,
    begin=Py_ssize_t, place=Py_ssize_t, name_end=Py_ssize_t, count=Py_ssize_t,
)
cpdef tuple count_attributes(bytes html, frozenset raw)

@cython.locals(size=Py_ssize_t, after=Py_ssize_t, quote="unsigned char")
cdef Py_ssize_t _pass_attribute(bytes html, Py_ssize_t place)

@cython.locals(end=Py_ssize_t)
cdef Py_ssize_t _skip(bytes html, Py_ssize_t at)

@cython.locals(size=Py_ssize_t, end=Py_ssize_t, ends=bint)
cdef Py_ssize_t _behind(bytes html, bytes name, Py_ssize_t at, frozenset raw)

@cython.locals(
    size=Py_ssize_t, number=Py_ssize_t, at=Py_ssize_t, found=Py_ssize_t, place=Py_ssize_t,
    i=Py_ssize_t, packed="long long", code="unsigned char",
)
cpdef Py_ssize_t count_starts(bytes html, const long long[::1] names)
