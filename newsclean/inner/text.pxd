cimport cython

cdef unsigned long long FACTOR, SPREAD, WHOLE
cdef Py_ssize_t LAST, PHRASE, SCATTER
cdef int LETTER, DIGIT, SPACELESS, BREAK
cdef double LEAST

@cython.locals(size=Py_ssize_t, place=Py_ssize_t, code=Py_ssize_t)
cpdef void classify_codes(
    const unsigned int[::1] codes, const unsigned char[::1] table, unsigned char[::1] classes,
)

@cython.locals(size=Py_ssize_t, place=Py_ssize_t, code=Py_ssize_t)
cpdef void fold_codes(
    const unsigned int[::1] codes, const int[::1] steps, unsigned long long[::1] folded,
)

@cython.locals(texts=Py_ssize_t, owner=Py_ssize_t, place=Py_ssize_t)
cpdef void count_classes(
    const unsigned char[::1] classes, const long long[::1] starts, const long long[::1] ends,
    float[:, ::1] counts,
)

@cython.locals(
    size=Py_ssize_t, found=Py_ssize_t, start=Py_ssize_t, place=Py_ssize_t, owner=Py_ssize_t,
    before=int, kind=int,
)
cpdef Py_ssize_t find_spans(const unsigned char[::1] classes, long long[:, ::1] spans)

@cython.locals(
    number=Py_ssize_t, i=Py_ssize_t, place=Py_ssize_t, value="unsigned long long",
    power="unsigned long long",
)
cpdef void hash_spans(
    const unsigned long long[::1] folded, const long long[:] starts, const long long[:] ends,
    unsigned long long[::1] hashes,
)

@cython.locals(
    number=Py_ssize_t, i=Py_ssize_t, owner=Py_ssize_t, value="unsigned long long",
)
cpdef void find_edges(
    const unsigned long long[::1] hashes, const long long[:] owners,
    unsigned long long[:, ::1] edges,
)

@cython.locals(
    size=Py_ssize_t, mask=Py_ssize_t, count=Py_ssize_t, i=Py_ssize_t, slot=Py_ssize_t,
    key="unsigned long long",
)
cpdef Py_ssize_t number_keys(
    const long long[::1] keys, int[::1] slots, Py_ssize_t[::1] firsts, long long[::1] numbers,
    float[::1] sizes,
)

@cython.locals(
    number=Py_ssize_t, i=Py_ssize_t, place="unsigned long long", value="unsigned long long",
)
cpdef void sum_words(
    const unsigned long long[::1] hashes, const long long[:] owners, unsigned long long[::1] sums,
)

@cython.locals(number=Py_ssize_t, size=Py_ssize_t, i=Py_ssize_t)
cpdef void fill_echo(
    const long long[::1] words, const long long[:] owners, const unsigned char[::1] inside,
    int[::1] said, float[:, ::1] rows,
)

@cython.locals(
    number=Py_ssize_t, size=Py_ssize_t, mask=Py_ssize_t, count=Py_ssize_t, i=Py_ssize_t,
    owner=Py_ssize_t, slot=Py_ssize_t, group=Py_ssize_t, key=Py_ssize_t,
)
cpdef void fill_twice(
    const long long[::1] words, const long long[:] owners, const float[::1] sizes, int[::1] slots,
    int[::1] groups, double[:, ::1] found, float[:, ::1] rows,
)
