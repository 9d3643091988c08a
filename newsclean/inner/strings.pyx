# cython: boundscheck=False, cdivision=True, initializedcheck=False, wraparound=False
"""Passes over the bytes of a page's source and the characters of texts, each in one go.

Only compiled do they save anything: `newsclean.page.bounds` and `newsclean.text.normalise` find the
same with patterns.
"""

from cpython.bytes cimport PyBytes_AS_STRING
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.string cimport memchr

from unicodedata import normalize

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t place)
    void PyUnicode_WRITE(int kind, void *data, Py_ssize_t place, Py_UCS4 char_)
    object PyUnicode_FromKindAndData(int kind, const void *data, Py_ssize_t size)
    bint Py_UNICODE_ISALNUM(Py_UCS4 char_)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 char_)

cdef enum:
    # what a character is to `collapse`
    PLAIN = 0
    SPACE = 1
    UNSURE = 2
    TABLED = 0x180
    OTHER = 0x10FFFF

cdef unsigned char latin[256]
# what `of_word` gives for the first characters
cdef Py_UCS4 word_letters[TABLED]


def _fill_tables():
    for code, char_ in enumerate(map(chr, range(TABLED))):
        if code < 256:
            latin[code] = SPACE if char_.isspace() else PLAIN if char_.isprintable() else UNSURE
        lowered = normalize("NFKC", char_).lower()
        if not any(part.isalnum() or part == "_" for part in lowered):
            word_letters[code] = 0
        else:
            word_letters[code] = ord(lowered) if len(lowered) == 1 else OTHER


_fill_tables()


cdef inline int kind_of(Py_UCS4 char_) noexcept:
    """Whether a character is surely no invisible one nor a control, and stays so in NFC.

    Letters that may be composed with what precedes them, and rare scripts, are left to Python.
    """
    if char_ < 256:
        return latin[char_]
    if (
        char_ < 0x300 or 0x388 <= char_ <= 0x3FF or 0x400 <= char_ <= 0x482
        or 0x48A <= char_ <= 0x52F or 0x5D0 <= char_ <= 0x5EA or 0x620 <= char_ <= 0x64A
        or 0x660 <= char_ <= 0x66F or 0x679 <= char_ <= 0x6D5 or 0x1E00 <= char_ <= 0x1EF9
        or 0x200C <= char_ <= 0x200D or 0x2010 <= char_ <= 0x2027 or 0x2030 <= char_ <= 0x205E
        or 0x20A0 <= char_ <= 0x20BF or 0x2190 <= char_ <= 0x2328 or 0x232B <= char_ <= 0x2ADB
        or char_ == 0x60C or char_ == 0x61F or char_ == 0xFE0F or 0x1F300 <= char_ <= 0x1F9FF
        or 0x3001 <= char_ <= 0x3029 or 0x3041 <= char_ <= 0x3096 or 0x30A1 <= char_ <= 0x30FE
        or 0x4E00 <= char_ <= 0x9FFC or 0xAC00 <= char_ <= 0xD7A3 or 0xFF01 <= char_ <= 0xFF60
    ):
        return PLAIN
    if 0x2002 <= char_ <= 0x200A or char_ == 0x3000 or char_ == 0x202F or char_ == 0x2028:
        return SPACE
    return UNSURE


def is_clean(str text):
    """Whether a text surely holds nothing that `newsclean.text.clean` takes or composes."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t place
    for place in range(len(text)):
        if kind_of(PyUnicode_READ(kind, data, place)) == UNSURE:
            return False
    return True


def collapse(str text):
    """Return a clean text with each run of white space as one space and none at the ends.

    `None` of a text that may be unclean.
    """
    cdef int kind = PyUnicode_KIND(text), found
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = len(text), place, start = 0, kept = 0
    cdef Py_UCS4 char_
    cdef bint changed = False, behind = False
    cdef void *buffer
    # most texts are as they should be, but for their ends
    while size > 0 and kind_of(PyUnicode_READ(kind, data, size - 1)) == SPACE:
        size -= 1
    while start < size and kind_of(PyUnicode_READ(kind, data, start)) == SPACE:
        start += 1
    for place in range(start, size):
        char_ = PyUnicode_READ(kind, data, place)
        found = kind_of(char_)
        if found == UNSURE:
            return None
        changed |= found == SPACE and (behind or char_ != 32)
        behind = found == SPACE
    if not changed:
        return text[start:size]
    buffer = PyMem_Malloc(kind * (size - start))
    if buffer == NULL:
        raise MemoryError
    behind = False
    for place in range(start, size):
        char_ = PyUnicode_READ(kind, data, place)
        found = kind_of(char_)
        if found == PLAIN or not behind:
            PyUnicode_WRITE(kind, buffer, kept, char_ if found == PLAIN else 32)
            kept += 1
        behind = found == SPACE
    try:
        return PyUnicode_FromKindAndData(kind, buffer, kept)
    finally:
        PyMem_Free(buffer)


cdef inline Py_UCS4 of_word(Py_UCS4 char_) noexcept:
    """A character of a word in lower case; 0 for any of no word, `OTHER` if Python has to tell.

    Known are the letters of most languages, and nothing that NFKC or the case of a letter next to
    it would make more of.
    """
    if char_ < TABLED:
        return word_letters[char_]
    if 0x400 <= char_ <= 0x482 or 0x48A <= char_ <= 0x52F:
        return Py_UNICODE_TOLOWER(char_) if Py_UNICODE_ISALNUM(char_) else 0
    if (
        0x620 <= char_ <= 0x64A or 0x3001 <= char_ <= 0x3029 or 0x3041 <= char_ <= 0x3096
        or 0x30A1 <= char_ <= 0x30FE or 0x4E00 <= char_ <= 0x9FFC or 0xAC00 <= char_ <= 0xD7A3
    ):
        return char_ if Py_UNICODE_ISALNUM(char_) else 0
    return 0 if 0x2010 <= char_ <= 0x2027 or 0x2030 <= char_ <= 0x205E else OTHER


def join_words(str text):
    """Return the words of a text in NFKC and lower case with a space between them.

    `None` of a text with letters that take more than a look at each.
    """
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = len(text), place, kept = 0
    cdef Py_UCS4 char_
    cdef bint parted = False
    # a letter of Latin-1 may have its lower case beyond
    cdef int wide = 2 if kind == 1 and not text.isascii() else kind
    cdef void *buffer = PyMem_Malloc(wide * (size + 1))
    if buffer == NULL:
        raise MemoryError
    try:
        for place in range(size):
            char_ = of_word(PyUnicode_READ(kind, data, place))
            if char_ == OTHER:
                return None
            if not char_:
                parted = kept > 0
                continue
            if parted:
                PyUnicode_WRITE(wide, buffer, kept, 32)
                kept += 1
                parted = False
            PyUnicode_WRITE(wide, buffer, kept, char_)
            kept += 1
        return PyUnicode_FromKindAndData(wide, buffer, kept)
    finally:
        PyMem_Free(buffer)


def is_spaceless(str text):
    """Whether a text holds a character of a script that writes no space between words."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t place
    cdef Py_UCS4 char_
    for place in range(len(text) if kind > 1 else 0):
        char_ = PyUnicode_READ(kind, data, place)
        if char_ >= 0xE00 and (
            char_ <= 0xEFF or 0x3040 <= char_ <= 0x30FF or 0x3400 <= char_ <= 0x9FFF
            or 0xF900 <= char_ <= 0xFAFF or 0xFF00 <= char_ <= 0xFFEF
        ):
            return True
    return False


def count_words(texts):
    """Return the words of each text: spaces and one; or half of its characters if it has few."""
    cdef int kind
    cdef void *data
    cdef Py_ssize_t place, words
    cdef str text
    cdef list counts = []
    for text in texts:
        kind, data, words = PyUnicode_KIND(text), PyUnicode_DATA(text), 1
        for place in range(len(text)):
            words += PyUnicode_READ(kind, data, place) == 32
        half = len(text) > 6 * words and is_spaceless(text)
        counts.append(len(text) / 2.0 if half else <double> words)
    return counts


def count_wide(str text):
    """Return how many characters of a text take two columns."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t place, found = 0
    cdef Py_UCS4 char_
    for place in range(len(text) if kind > 1 else 0):
        char_ = PyUnicode_READ(kind, data, place)
        found += char_ >= 0x1100 and (
            char_ <= 0x115F or 0x2E80 <= char_ <= 0xA4CF or 0xAC00 <= char_ <= 0xD7A3
            or 0xF900 <= char_ <= 0xFAFF or 0xFE30 <= char_ <= 0xFE6F or 0xFF00 <= char_ <= 0xFF60
        )
    return found


def has_pairs(str text):
    """Whether a character may be the first byte of several in UTF-8, and the next one another."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t place
    cdef Py_UCS4 char_, before = 0
    for place in range(len(text)):
        char_ = PyUnicode_READ(kind, data, place)
        if 0xC2 <= before <= 0xF0 and (0x80 <= char_ <= 0xBF or char_ > 0xFF):
            return True
        before = char_
    return False


cdef inline bint is_end(unsigned char byte) noexcept nogil:
    """Whether a byte ends the name of a tag or an attribute: white space, a slash, or `>`."""
    return byte == 32 or byte == 62 or byte == 47 or byte == 10 or byte == 9 or byte == 13 or (
        byte == 12
    )


cdef inline bint is_blank(unsigned char byte) noexcept nogil:
    return byte == 32 or byte == 10 or byte == 9 or byte == 13 or byte == 12


cdef inline Py_ssize_t find(
    const unsigned char *html, Py_ssize_t at, Py_ssize_t size, int byte
) noexcept nogil:
    """Where a byte stands next; `size` if nowhere."""
    cdef const void *found
    if at >= size:
        return size
    found = memchr(html + at, byte, size - at)
    return size if found == NULL else <const unsigned char *> found - html


def count_attributes(bytes source, frozenset raw):
    """Return how many attributes the tags of `source` have: the most of one, and of all.

    Tags are what the HTML standard's tokenizer finds, which reads as text what stands in the
    elements named in `raw`; `newsclean.page.tokens` finds the same by patterns.
    """
    cdef const unsigned char *html = <const unsigned char *> PyBytes_AS_STRING(source)
    cdef Py_ssize_t size = len(source), at = 0, most = 0, total = 0
    cdef Py_ssize_t closes, begin, place, name_end, count
    while True:
        at = find(html, at, size, c"<")
        if at + 2 >= size:
            return most, total
        closes = html[at + 1] == c"/"
        begin = at + 1 + closes
        if not c"a" <= html[begin] | 32 <= c"z":
            at = skip(source, at)
            continue
        place = begin
        while place < size and not is_end(html[place]):
            place += 1
        name_end, count = place, 0
        while place < size and html[place] != c">":
            if is_end(html[place]):
                place += 1
            else:
                place = pass_attribute(html, place, size)
                count += 1
        most, total, at = max(most, count), total + count, place
        # no other name is as long as one of those, but "xmp"
        if not closes and (5 <= name_end - begin <= 9 or html[begin] | 32 == c"x"):
            at = behind(source, source[begin:name_end].lower(), at, raw)


cdef Py_ssize_t pass_attribute(
    const unsigned char *html, Py_ssize_t place, Py_ssize_t size
) noexcept nogil:
    """Where an attribute ends that begins here; its name may begin with "="."""
    cdef Py_ssize_t after
    place += 1
    while place < size and html[place] != c"=" and not is_end(html[place]):
        place += 1
    after = place
    while after < size and is_blank(html[after]):
        after += 1
    if after >= size or html[after] != c"=":
        return place
    place = after + 1
    while place < size and is_blank(html[place]):
        place += 1
    if place >= size or html[place] == c">":
        return place
    if html[place] == 34 or html[place] == 39:  # quotes
        return min(size, find(html, place + 1, size, html[place]) + 1)
    while place < size and html[place] != c">" and not is_blank(html[place]):
        place += 1
    return place


cdef Py_ssize_t skip(bytes html, Py_ssize_t at) except -1:
    """Where the tokenizer goes on behind a "<" that begins no tag: a comment, or text."""
    cdef Py_ssize_t end
    if html[at + 1] not in (33, 47, 63):
        return at + 1
    if not html.startswith(b"!--", at + 1):
        end = html.find(b">", at + 2)
        return len(html) if end < 0 else end + 1
    at += 4
    if html.startswith((b">", b"->"), at):
        return at + 1
    while True:
        at = html.find(b"--", at)
        if at < 0:
            return len(html)
        if html.startswith((b">", b"!>"), at + 2):
            return at + 3
        at += 1


cdef Py_ssize_t behind(bytes source, bytes name, Py_ssize_t at, frozenset raw) except -1:
    """Where tags go on behind a start tag: at the end tag of one that holds raw text."""
    cdef const unsigned char *html = <const unsigned char *> PyBytes_AS_STRING(source)
    cdef Py_ssize_t size = len(source), end
    if name == b"plaintext":
        return size
    if name not in raw:
        return at
    while True:
        at = find(html, at, size, c"<")
        end = at + 2 + len(name)
        if end >= size:
            return size
        if html[at + 1] == c"/" and is_end(html[end]) and source[at + 2 : end].lower() == name:
            return at
        at += 1


def count_starts(bytes source, dict names):
    """Return how often "<" stands in `source`, and how often a tag of each number begins.

    `names` are names of tags in lower case, of at most seven letters, and the number of each, 1 or
    2; at most 16.
    """
    cdef const unsigned char *html = <const unsigned char *> PyBytes_AS_STRING(source)
    cdef Py_ssize_t size = len(source), at = 0, place, i, known = len(names)
    cdef Py_ssize_t[3] counts
    cdef long long[16] packed_names
    cdef int[16] numbers
    cdef long long packed
    cdef unsigned char code
    counts[:] = [0, 0, 0]
    for i, (name, number) in enumerate(names.items()):
        packed_names[i], numbers[i] = int.from_bytes(name, "big"), number
    with nogil:
        at = find(html, 0, size, c"<")
        while at < size:
            counts[0] += 1
            packed, place = 0, at + 1
            # a zero would be as if it were not there
            while place < size and place - at <= 8 and html[place] and not is_end(html[place]):
                code = html[place]
                packed = (packed << 8) | (code | 32 if c"A" <= code <= c"Z" else code)
                place += 1
            if packed and place < size and is_end(html[place]):
                for i in range(known):
                    if packed_names[i] == packed:
                        counts[numbers[i]] += 1
            at = find(html, at + 1, size, c"<")
    return counts[0], counts[1], counts[2]
