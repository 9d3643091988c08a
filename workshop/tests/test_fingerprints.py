from newsclean_workshop.fingerprints import distances


def test_an_edited_story_is_nearer_than_another() -> None:
    bodies = [
        "\n\n".join(f"The {what} of town {n} met on day {n * 7} to vote." for n in range(30))
        for what in ("council", "band", "club")
    ]
    found = distances(bodies)
    assert len(found.pop("different articles")) == 3
    assert len(found) == 4
    assert all(max(bits) < 16 for bits in found.values())
