"""What is measured means what it says."""

import numpy as np

from limelight_training import align, alignment, clean, evaluate


def test_error_rate_counts_possible_links_for_us_only():
    rows = list(alignment.gold(["a b c"], ["x y"], ["1-1 2p2 3-2"], german_first=False))
    assert rows == [(["a", "b", "c"], ["x", "y"], {(0, 0), (2, 1)}, {(0, 0), (1, 1), (2, 1)})]
    assert alignment.error_rate([{(0, 0), (2, 1)}], rows) == 0
    assert alignment.error_rate([{(0, 0), (1, 1), (2, 1)}], rows) == 0
    assert alignment.error_rate([{(0, 1)}], rows) == 100
    assert round(alignment.error_rate([{(0, 0)}], rows), 1) == 33.3


def test_german_first_gold_is_turned():
    assert next(alignment.gold(["a b"], ["x"], ["1-2"], german_first=True))[2] == {(1, 0)}


def test_our_gold_is_well_formed():
    for source, target, sure, possible in alignment.everyday(evaluate.OWN / "everyday-alignment.tsv"):
        assert sure <= possible
        assert all(s < len(source) and t < len(target) for s, t in possible)
        assert {s for s, _ in possible} == set(range(len(source))), source


def test_links_take_the_brightest_and_bright_others():
    weights = np.array([[0.6, 0.3, 0.1], [0.2, 0.2, 0.6]])
    assert alignment.links(weights) == {(0, 0), (1, 0), (2, 1)}
    assert alignment.links(weights, second=1.1) == {(0, 0), (2, 1)}


def test_words_take_the_attention_of_their_tokens():
    rows = np.array([[0.2, 0.3, 0.0, 0.5]])[:, :3]
    words = alignment._by_word(rows, np.array([0, 0, 1]), np.array([0]), 2, 1)
    np.testing.assert_allclose(words, [[1.0, 0.0]])


def test_collapse_is_what_the_source_does_not_repeat():
    assert evaluate.collapsed("a b c d", "x y z w x y z w")
    assert not evaluate.collapsed("a b c d a b c d", "x y z w x y z w")
    assert not evaluate.collapsed("a b", "x")


def test_numbers_are_compared_without_separators():
    assert clean.digits("It costs 1,000.50 in 2024") == clean.digits("2024 kostet es 1.000,50")


def test_linked_words_link_all_their_tokens():
    found = align.token_links(np.array([[1, 0]]), np.array([0, 1, 1]), np.array([0, -1]))
    assert found.tolist() == [[1, 0], [2, 0]]


def test_length_ratio_counts_letters_and_digits():
    assert evaluate.length_ratio("Room 12.", "Zimmer 12!") == 8 / 6
    assert evaluate.length_ratio("...", "") == 0
