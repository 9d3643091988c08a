import numpy as np

from newsclean.labeller.lists import even_lists


def columns(words, closed=0, bullet=0, indent=0):
    shape = np.array(words, dtype=np.float32)
    return {
        "words": shape,
        "closed": np.full(len(shape), closed),
        "bullet": np.full(len(shape), bullet),
        "indent": np.full(len(shape), indent),
    }


def test_the_items_of_a_list_stay_together():
    found = even_lists(columns([5, 6, 5, 7]), np.array([0.45, 0.46, 0.33, 0.26]))
    assert np.ptp(found) < 0.06
    assert (found < 0.4).all()


def test_a_line_alone_keeps_its_chance():
    chances = np.array([0.9, 0.2, 0.9])
    assert even_lists(columns([30, 5, 30], closed=1), chances).tolist() == chances.tolist()


def test_paragraphs_keep_theirs():
    chances = np.array([0.9, 0.8, 0.1])
    assert even_lists(columns([30, 40, 20], closed=1), chances).tolist() == chances.tolist()


def test_bullets_and_indents_part_runs():
    chances = np.array([0.9, 0.1])
    for part in ("bullet", "indent"):
        both = columns([5, 5])
        both[part] = np.array([0, 1])
        assert even_lists(both, chances).tolist() == chances.tolist()


def test_certain_chances_do_no_harm():
    assert np.isfinite(even_lists(columns([5, 5]), np.array([0.0, 1.0]))).all()
