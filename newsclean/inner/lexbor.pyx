# cython: boundscheck=False, initializedcheck=False, wraparound=False
"""Lexbor's nodes by their addresses, through the functions that it exports for foreign callers.

No object is made for a node that nobody asks for. `newsclean.page.nodes` finds the functions, tries
them, and says whether they are used; without them selectolax's own nodes give the same.
"""

cimport cython
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memchr, memcmp, memset

from newsclean.inner.walk cimport (
    Walk, _BLOCK, _INLINE, _LINK, _MEDIA, _SKIP, _STRONG, _TEXT, _UNKNOWN,
)

from newsclean.inner.walk import _FEW_CHILDREN, _PARAGRAPH_CHARS, _TELLING, _describe

ctypedef void *Address
ctypedef Address (*Step)(Address) noexcept nogil
ctypedef size_t (*Number)(Address) noexcept nogil
ctypedef unsigned int (*Type)(Address) noexcept nogil
ctypedef const char *(*Text)(Address, size_t *) noexcept nogil

cdef struct Functions:
    Step first_child, next, prev, parent, first_attribute, next_attribute
    Number tag_id
    Type type
    Text element_name, attribute_name, attribute_value

cdef struct Condition:
    size_t tag
    int way
    const char *value
    size_t value_size
    bint any_case

# the conditions on attributes of one name: those from `first` to `end`
cdef struct Group:
    const char *name
    size_t name_size, first, end
    # whether a value asked for is shorter, so that none of its places may be passed over
    bint looks
    # the first two bytes of the values asked for, as `pair` makes a number of them
    bint[1024] begins

cdef struct Level:
    Address node
    int kind
    Py_ssize_t opened

NAMES = {
    "first_child": "lxb_dom_node_first_child_noi",
    "next": "lxb_dom_node_next_noi",
    "prev": "lxb_dom_node_prev_noi",
    "parent": "lxb_dom_node_parent_noi",
    "tag_id": "lxb_dom_node_tag_id_noi",
    "type": "lxb_dom_node_type_noi",
    "element_name": "lxb_dom_element_qualified_name",
    "first_attribute": "lxb_dom_element_first_attribute_noi",
    "next_attribute": "lxb_dom_element_next_attribute_noi",
    "attribute_name": "lxb_dom_attr_qualified_name",
    "attribute_value": "lxb_dom_attr_value_noi",
}
"""The functions that are needed, by what they are called here."""

cdef enum:
    ELEMENT = 1
    TEXT_NODE = 3
    COMMENT = 8
    # Lexbor numbers the tags it knows below; the number of any other is an address
    TAGS = 512
    # names of attributes that a query remembers
    SEEN = 256
    # bytes behind a text node's address in which the place of its text is looked for
    NODE_SIZE = 256

cdef Functions lxb
cdef size_t text_at = 0
cdef unsigned char kinds[TAGS]


def use_functions(addresses, tag_kinds):
    """Take the addresses of the functions in `NAMES`, and what each tag is to the walk."""
    lxb.first_child = <Step> <size_t> addresses["first_child"]
    lxb.next = <Step> <size_t> addresses["next"]
    lxb.prev = <Step> <size_t> addresses["prev"]
    lxb.parent = <Step> <size_t> addresses["parent"]
    lxb.first_attribute = <Step> <size_t> addresses["first_attribute"]
    lxb.next_attribute = <Step> <size_t> addresses["next_attribute"]
    lxb.tag_id = <Number> <size_t> addresses["tag_id"]
    lxb.type = <Type> <size_t> addresses["type"]
    lxb.element_name = <Text> <size_t> addresses["element_name"]
    lxb.attribute_name = <Text> <size_t> addresses["attribute_name"]
    lxb.attribute_value = <Text> <size_t> addresses["attribute_value"]
    for tag in range(TAGS):
        kinds[tag] = tag_kinds.get(tag, _UNKNOWN)


def find_text(texts):
    """Find where in a text node its text stands; `texts` are addresses of such nodes and sizes.

    Lexbor exports no function that gives it without a copy. The sizes have to be unlike anything
    else in a node: no address is followed that has not its size beside it in all of them.
    """
    global text_at
    cdef size_t place, node
    texts = list(texts)
    for place in range(sizeof(void *), NODE_SIZE, sizeof(void *)):
        if texts and all((<size_t *> (<size_t> node + place))[0] == size for node, size in texts):
            text_at = place - sizeof(void *)
            return True
    return False


cdef inline str decode(const char *text, size_t size):
    # as selectolax does: Lexbor hands on bytes that are no UTF-8
    return PyUnicode_DecodeUTF8(text, size, "replace")


cdef inline str text_of(Address node):
    cdef const char *text = (<const char **> (<size_t> node + text_at))[0]
    if text == NULL:
        return ""
    return decode(text, (<size_t *> (<size_t> node + text_at + sizeof(void *)))[0])


cdef inline bint is_space(char char_) noexcept:
    return char_ in (c" ", c"\n", c"\t", c"\r", c"\f")


cdef inline bint is_blank(Address node) noexcept:
    """Whether a text node surely holds nothing but white space: there are as many as others."""
    cdef const char *text = (<const char **> (<size_t> node + text_at))[0]
    cdef size_t size = (<size_t *> (<size_t> node + text_at + sizeof(void *)))[0]
    cdef size_t i
    if text != NULL:
        for i in range(size):
            if not is_space(text[i]):
                return False
    return True


cdef inline str value_of(Address attribute):
    cdef size_t size = 0
    cdef const char *value = lxb.attribute_value(attribute, &size)
    return None if value == NULL else decode(value, size)


cdef dict attributes_of(Address node):
    cdef size_t size = 0
    cdef const char *name
    cdef dict found = {}
    cdef Address attribute
    if lxb.type(node) == ELEMENT:
        attribute = lxb.first_attribute(node)
        while attribute != NULL:
            name = lxb.attribute_name(attribute, &size)
            found[decode(name, size)] = value_of(attribute)
            attribute = lxb.next_attribute(attribute)
    return found


cdef inline Address following(Address node, Address root) noexcept:
    """The node behind another in document order, within `root`."""
    cdef Address after = lxb.first_child(node)
    while after == NULL and node != root:
        after = lxb.next(node)
        node = lxb.parent(node)
    return after


cdef inline Node make_node(Address at, object tree):
    if at == NULL:
        return None
    cdef Node node = Node.__new__(Node)
    node.at = at
    node.tree = tree
    return node


@cython.final
@cython.freelist(64)
cdef class Node:
    """One node of a tree, as far as pages are asked: each name gives what selectolax's gives."""

    cdef Address at
    # keeps the tree, and so the node, in memory
    cdef object tree

    @property
    def mem_id(self):
        return <size_t> self.at

    @property
    def tag(self):
        cdef size_t size = 0
        cdef const char *name
        if lxb.type(self.at) != ELEMENT:
            return {TEXT_NODE: "-text", COMMENT: "-comment"}.get(lxb.type(self.at))
        name = lxb.element_name(self.at, &size)
        return None if name == NULL else decode(name, size)

    @property
    def attributes(self):
        return attributes_of(self.at)

    @property
    def first_child(self):
        return make_node(lxb.first_child(self.at), self.tree)

    @property
    def next(self):
        return make_node(lxb.next(self.at), self.tree)

    @property
    def parent(self):
        return make_node(lxb.parent(self.at), self.tree)

    @property
    def is_text_node(self):
        return lxb.type(self.at) == TEXT_NODE

    @property
    def text_content(self):
        return text_of(self.at) if lxb.type(self.at) == TEXT_NODE else None

    def text(self):
        cdef list parts = []
        cdef Address node = self.at
        while node != NULL:
            if lxb.type(node) == TEXT_NODE:
                parts.append(text_of(node))
            node = following(node, self.at)
        return parts[0] if len(parts) == 1 else "".join(parts)


cdef class Query:
    """Which elements are looked for: those that meet any one of several conditions.

    A condition is the number of a tag or 0, the name of an attribute or nothing, how its value is
    compared (nothing, "=", "*=", "~="), with what, and whether in any case.
    """

    cdef list names, kept
    cdef Condition *conditions
    cdef Group *groups
    # tags that are found whatever their attributes are
    cdef bint[TAGS] alone
    # attributes by the numbers of their names, which are addresses for what Lexbor does not know,
    # with their groups: to look at a name costs more than all else
    cdef size_t[SEEN] seen
    cdef int[SEEN] seen_groups

    def __cinit__(self, conditions):
        cdef Condition *one
        cdef Group *group
        cdef size_t size = 0
        by_name = {}
        for condition in conditions:
            by_name.setdefault(condition[1].encode(), []).append(condition)
        for tag, *_ in by_name.pop(b"", ()):
            self.alone[tag] = True
        self.names, self.kept = [*by_name], []
        self.conditions = <Condition *> realloc(NULL, (len(conditions) + 1) * sizeof(Condition))
        self.groups = <Group *> calloc(len(self.names) + 1, sizeof(Group))
        if self.conditions == NULL or self.groups == NULL:
            raise MemoryError
        for number, name in enumerate(self.names):
            group = &self.groups[number]
            group.name, group.name_size, group.first = name, len(name), size
            for tag, _, way, text, any_case in by_name[name]:
                value = text.encode()
                self.kept.append(value)
                one = &self.conditions[size]
                one.tag, one.way, one.any_case = tag, ord(way[0]) if way else 0, any_case
                one.value, one.value_size = value, len(value)
                if len(value) > 1:
                    group.begins[pair(value[0], value[1])] = True
                elif way:
                    group.looks = True
                size += 1
            group.end = size

    def __dealloc__(self):
        free(self.conditions)
        free(self.groups)

    def find(self, root):
        """Return the elements at and below `root` that are found, in document order."""
        cdef Address start = <Address> <size_t> root.mem_id
        cdef Address node = start
        cdef list found = []
        memset(self.seen, 0, sizeof(self.seen))  # another page may have other names there
        while node != NULL:
            if lxb.type(node) == ELEMENT and self.meets(node):
                found.append(make_node(node, root))
            node = following(node, start)
        return found

    cdef bint meets(self, Address node) noexcept:
        cdef size_t tag = lxb.tag_id(node)
        cdef int group
        cdef Address attribute
        if tag < TAGS and self.alone[tag]:
            return True
        attribute = lxb.first_attribute(node)
        while attribute != NULL:
            group = self.group_of(attribute)
            if group >= 0 and self.holds(&self.groups[group], tag, attribute):
                return True
            attribute = lxb.next_attribute(attribute)
        return False

    cdef inline int group_of(self, Address attribute) noexcept:
        """Which conditions are on attributes of a name: their group, or -1."""
        # to Lexbor an attribute is a node, too
        cdef size_t name_id = lxb.tag_id(attribute), size = 0
        cdef size_t place = (name_id ^ (name_id >> 4)) % SEEN
        cdef const char *name
        cdef int group, found = -1
        if self.seen[place] == name_id and name_id:
            return self.seen_groups[place]
        name = lxb.attribute_name(attribute, &size)
        for group in range(<int> len(self.names)):
            if size == self.groups[group].name_size and (
                memcmp(self.groups[group].name, name, size) == 0
            ):
                found = group
        # names with a prefix share their number with others
        if memchr(name, c":", size) == NULL:
            self.seen[place], self.seen_groups[place] = name_id, found
        return found

    cdef bint holds(self, Group *group, size_t tag, Address attribute) noexcept:
        """Whether the value of an attribute is what any condition of a group asks for."""
        cdef size_t size = 0, at, number
        cdef Condition *one
        cdef char after
        cdef const char *value = lxb.attribute_value(attribute, &size)
        for number in range(group.first, group.end):
            one = &self.conditions[number]
            if one.way == 0 and (one.tag == 0 or one.tag == tag):
                return True
        for at in range(size if value != NULL else 0):
            after = value[at + 1] if at + 1 < size else 0
            if group.begins[pair(value[at], after)] or group.looks:
                for number in range(group.first, group.end):
                    one = &self.conditions[number]
                    if (one.tag == 0 or one.tag == tag) and stands_at(one, value, at, size):
                        return True
        return False


cdef inline int pair(unsigned char one, unsigned char other) noexcept:
    """A number for two bytes, whatever the case of letters is."""
    return (one & 31) << 5 | other & 31


cdef inline bint stands_at(
    Condition *one, const char *value, size_t at, size_t size
) noexcept:
    """Whether what a condition asks for stands at a place of a value, as the condition asks."""
    if one.way == 0 or size - at < one.value_size or not is_same(value + at, one):
        return False
    if one.way == c"=":
        return at == 0 and size == one.value_size
    return one.way == c"*" or (
        (at == 0 or is_space(value[at - 1]))
        and (at + one.value_size == size or is_space(value[at + one.value_size]))
    )


cdef inline bint is_same(const char *text, Condition *one) noexcept:
    cdef size_t i
    cdef char char_
    for i in range(one.value_size):
        char_ = text[i]
        if one.any_case and c"A" <= char_ <= c"Z":
            char_ += 32
        if char_ != one.value[i]:
            return False
    return True


cdef class NodeWalk(Walk):
    """The walk of `newsclean.inner.walk` over addresses."""

    cdef object root
    cdef Level *levels
    cdef Py_ssize_t room

    def __dealloc__(self):
        free(self.levels)

    cpdef run(self, root):
        cdef Address node, below
        cdef Py_ssize_t depth = 0
        cdef size_t tag
        cdef int kind
        cdef str text
        cdef dict styles = self.styles
        cdef list records = self.records, parts = self.parts
        self.root = root
        node = <Address> <size_t> root.mem_id
        self.open_at(node)
        node = lxb.first_child(node)
        while node != NULL or depth:
            if node == NULL:
                depth -= 1
                kind = self.levels[depth].kind
                if kind != _BLOCK and parts and len(records) > self.levels[depth].opened:
                    self._flush()  # a block inside an inline element parts the text around it
                if kind != _INLINE:
                    self._leave(kind)
                node = lxb.next(self.levels[depth].node)
                continue
            tag = lxb.tag_id(node)
            kind = kinds[tag] if tag < TAGS else _UNKNOWN
            if kind == _TEXT:
                text = None if is_blank(node) else text_of(node)
                if text is not None and not text.isspace():
                    self._add_text(text)
                elif parts:
                    parts.append(" ")
            elif kind == _MEDIA:
                self.media += 1
            elif kind != _SKIP:
                if styles and <size_t> node in styles:
                    kind = styles[<size_t> node]
                    if kind == _SKIP:
                        self.passed.append(make_node(node, root))
                        node = lxb.next(node)
                        continue
                elif kind == _UNKNOWN:
                    kind = _INLINE
                    if is_own(node):
                        kind = self.kind_of_own_at(
                            node, self.levels[depth - 1].kind if depth else _BLOCK
                        )
                if kind == _BLOCK:
                    self.open_at(node)
                elif kind != _INLINE:
                    self._enter(kind)
                below = lxb.first_child(node)
                if below != NULL:
                    self.push(depth, node, kind)
                    depth += 1
                    node = below
                    continue
                if kind != _INLINE:
                    self._leave(kind)
            node = lxb.next(node)
        self._close()

    cdef int push(self, Py_ssize_t depth, Address node, int kind) except -1:
        cdef Level *levels
        if depth == self.room:
            levels = <Level *> realloc(self.levels, (2 * self.room + 64) * sizeof(Level))
            if levels == NULL:
                raise MemoryError
            self.levels = levels
            self.room = 2 * self.room + 64
        self.levels[depth].node = node
        self.levels[depth].kind = kind
        self.levels[depth].opened = len(self.records)
        return 0

    cdef open_at(self, Address node):
        """What an element says of itself; nearly all say only its class."""
        cdef size_t size = 0
        cdef const char *name
        cdef Address attribute = lxb.first_attribute(node)
        cdef bint tells = False
        cdef object names = ""
        while attribute != NULL and not tells:
            name = lxb.attribute_name(attribute, &size)
            if size == 5 and memcmp(name, b"class", 5) == 0:
                names = value_of(attribute) or ""
            else:
                # the sizes of those names
                tells = size in (2, 4, 5, 6, 8, 11) and decode(name, size) in _TELLING
            attribute = lxb.next_attribute(attribute)
        if tells or len(names) > 100:
            names, hidden = _describe(attributes_of(node))
            self._add_record(<size_t> node, lxb.tag_id(node), names, hidden)
        else:
            self._add_record(<size_t> node, lxb.tag_id(node), names.lower(), False)

    cdef int kind_of_own_at(self, Address node, int within) except -1:
        cdef Address before = beside(node, lxb.prev), after = beside(node, lxb.next)
        cdef int one = self.kind_beside(before), other = self.kind_beside(after)
        if within != _BLOCK or one == _TEXT or other == _TEXT:
            return _INLINE
        if holds_text(node):
            return _BLOCK
        if one in (_INLINE, _LINK, _STRONG) or other in (_INLINE, _LINK, _STRONG):
            return _INLINE
        for near in (<size_t> before, <size_t> after):
            if near and lxb.tag_id(<Address> <size_t> near) == lxb.tag_id(node):
                return _BLOCK
        if self.parts:
            self.parts.append(" ")
        return _INLINE

    cdef int kind_beside(self, Address near) noexcept:
        cdef size_t tag
        if near == NULL:
            return _BLOCK
        tag = lxb.tag_id(near)
        return kinds[tag] if tag < TAGS and kinds[tag] != _UNKNOWN else _BLOCK


cdef bint is_own(Address node) noexcept:
    """Whether the name of an element has a hyphen."""
    cdef size_t size = 0
    cdef const char *name
    if lxb.type(node) != ELEMENT:
        return False
    name = lxb.element_name(node, &size)
    return name != NULL and memchr(name, c"-", size) != NULL


cdef Address beside(Address node, Step step):
    cdef Address near = step(node)
    while near != NULL and (
        lxb.type(near) == COMMENT or (lxb.type(near) == TEXT_NODE and text_of(near).isspace())
    ):
        near = step(near)
    return near


cdef bint holds_text(Address node) except -1:
    cdef Address child = lxb.first_child(node)
    cdef int number
    for number in range(_FEW_CHILDREN):
        if child == NULL:
            break
        if lxb.type(child) == TEXT_NODE:
            if len(text_of(child).strip()) >= _PARAGRAPH_CHARS:
                return True
        elif is_own(child):
            return True
        child = lxb.next(child)
    return False
