cimport cython

cdef Py_ssize_t CHARS, WORDS, LINK, STRONG, CAPITALS, PROSE, TAG
cdef Py_ssize_t LETTER, UPPER, DIGIT, END, COMMA, QUOTE, SPACELESS, BAR
cdef Py_ssize_t PROSE_WORDS, LABEL_WORDS, SHORT_WORD, NEVER
cdef unsigned int LAST_CODE
cdef double LEAST

@cython.locals(
    size=Py_ssize_t, number=Py_ssize_t, i=Py_ssize_t, place=Py_ssize_t, count=float, chars=float,
    letters=float, whole=float, some=float, told=float, link=float, apart=float, last=int,
    before=int, code="unsigned int",
)
cpdef void fill_own(
    const unsigned char[::1] classes, const unsigned int[::1] codes, const long long[::1] starts,
    const long long[::1] ends, const float[:, ::1] counts, const long long[:] words,
    const long long[:] owners, float[:, ::1] rows,
)

@cython.locals(size=Py_ssize_t, i=Py_ssize_t, linked=float)
cpdef void fill_sums(const float[:, ::1] own, double[:, ::1] sums)

@cython.locals(
    size=Py_ssize_t, i=Py_ssize_t, step=Py_ssize_t, width=Py_ssize_t, first=Py_ssize_t,
    end=Py_ssize_t, side=Py_ssize_t, row=Py_ssize_t, a=Py_ssize_t, b=Py_ssize_t, whole=double,
)
cpdef void fill_windows(const double[:, ::1] sums, float[:, ::1] rows)

@cython.locals(
    size=Py_ssize_t, known=Py_ssize_t, i=Py_ssize_t, side=Py_ssize_t, step=Py_ssize_t,
    prose_at=Py_ssize_t, heading_at=Py_ssize_t, chars=double, prose=double, before=double,
    usual=double,
)
cpdef void fill_places(const float[:, ::1] own, const double[:, ::1] sums, float[:, ::1] rows)

@cython.locals(
    size=Py_ssize_t, i=Py_ssize_t, side=Py_ssize_t, step=Py_ssize_t, widest=Py_ssize_t,
    gap=Py_ssize_t, seen=Py_ssize_t,
)
cpdef void fill_core(
    const float[:, ::1] own, Py_ssize_t first, Py_ssize_t middle, Py_ssize_t end,
    float[:, ::1] rows,
)

@cython.locals(
    kinds=Py_ssize_t, size=Py_ssize_t, i=Py_ssize_t, side=Py_ssize_t, step=Py_ssize_t,
    kind=Py_ssize_t, row=Py_ssize_t, a=Py_ssize_t, b=Py_ssize_t, at=Py_ssize_t,
)
cpdef void fill_flags(
    const unsigned char[:, ::1] flags, Py_ssize_t middle, long long[::1] sums, float[:, ::1] rows,
)

@cython.locals(
    number=Py_ssize_t, stretches=Py_ssize_t, size=Py_ssize_t, i=Py_ssize_t, k=Py_ssize_t,
    owner=Py_ssize_t, inside=bint,
)
cpdef void fill_kin(
    const long long[::1] words, const long long[:] starts, const long long[:] ends,
    const long long[:] owners, const float[:, ::1] own, const long long[:, ::1] bounds,
    int[:, ::1] counts, float[:, ::1] rows,
)
