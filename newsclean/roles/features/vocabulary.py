"""Words in class names, ids and roles that say what an element holds, whatever the site."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.roles.features.buffer import Hasher, buckets, find_words, join, lowered
from newsclean.roles.features.keys import NAME_BITS
from newsclean.roles.features.loops import loops

if TYPE_CHECKING:
    from newsclean.roles.features.containers import Tree
    from newsclean.roles.features.keys import NameKeys

Array = NDArray[Any]
Columns = dict[str, Array]

_WORDS = {
    "comments": "comment comments commentlist disqus reply replies reactions kommentar kommentare "
    "commentaires comentarios commenti discussion livefyre coral respond commenter",
    "related": "related recommended recommendations recommendation more readmore also trending "
    "popular recirc recirculation outbrain taboola latest recent next similar teaser teasers "
    "zergnet relacionadas relacionados verwandt mehr suggested mostread most onward second under "
    "card cards linkbox recommend",
    "caption": "caption captions figcaption credit credits copyright attribution legend caption "
    "photographer source photo image picture media imgcaption wp",
    "gallery": "gallery slide slides slider slideshow carousel slick swiper lightbox player video",
    "author": "author authors byline bio profile avatar autor auteur writer contributor about",
    "share": "share sharing social follow facebook twitter whatsapp addthis sharedaddy",
    "advert": "ad ads advert advertisement adv sponsor sponsored promo promotion promoted banner "
    "dfp gpt paywall offer deal deals affiliate commerce werbung anzeige shop buy",
    "embed": "embed tweet embedded instagram post oembed iframe widget",
    "quote": "pullquote pull quote blockquote zitat citation",
    "fact": "fact facts factbox infobox info box sidebar aside inset note notice disclaimer "
    "correction footnote footnotes update",
    "story": "body articlebody content story post entry text bodytext article paragraph richtext "
    "storybody prose rte copy",
    "frame": "nav navigation menu header footer cookie consent banner modal popup topbar masthead "
    "copyright legal search",
}


@cache
def _flags() -> Array:
    table = np.zeros(1 << NAME_BITS, dtype=np.int64)
    for number, words in enumerate(_WORDS.values()):
        buffer = join([words])
        hashes = find_words(buffer, Hasher(lowered(buffer))).hashes
        table[buckets(hashes, NAME_BITS)] |= 1 << number
    return table


def vocabulary_columns(names: NameKeys, tree: Tree) -> Columns:
    """Return for each kind of content whether the element, its parents or any encloser names it."""
    flags = np.zeros(names.number, dtype=np.int64)
    fresh = np.ones(len(names.owners), dtype=bool)
    fresh[1:] = names.owners[1:] != names.owners[:-1]
    edges = np.flatnonzero(fresh)
    flags[names.owners[edges]] = np.bitwise_or.reduceat(_flags()[names.words], edges)
    says = np.empty((len(_WORDS), len(tree.of_block)), dtype=np.float32)
    loops.fill_said(tree.parents, flags, tree.kinds, tree.of_block, says)
    return {f"says_{name}": row for name, row in zip(_WORDS, says, strict=True)}
