cimport cython

cdef int _INLINE, _BLOCK, _SKIP, _BREAK, _LINK, _STRONG, _TEXT, _MEDIA, _UNKNOWN

cdef class Walk:
    cdef object means
    cdef dict kinds, styles
    cdef readonly list passed, blocks, records
    cdef readonly dict ids
    cdef list parts, breaks
    cdef Py_ssize_t element, link_chars, strong_chars, link_depth, strong_depth, links, media
    cdef bint broken

    @cython.locals(
        kind=int, opened=Py_ssize_t, kinds=dict, styles=dict, records=list, parts=list, stack=list,
        text=str,
    )
    cpdef run(self, root)
    cpdef stop(self)
    cdef _add_text(self, str text)
    cdef _enter(self, int kind)
    cdef int _kind_of_own(self, node, int within) except -1
    cdef _leave(self, int kind)
    cdef _open(self, node)
    cdef _add_record(self, size_t address, size_t tag, str names, bint hidden)
    cdef _close(self)
    cdef _flush(self)
    cdef _flush_lines(self)
    cdef _add_block(self, str text)
    cdef _join_cells(self, Py_ssize_t first)
