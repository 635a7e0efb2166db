"""Scores, short lists, and texts that go the same way."""

import dataclasses
import pickle
import sys

import numpy as np
import pytest
from joblib import parallel_config
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from jobfair.matching import Concept, Matcher, OpeningRecord, SeekerRecord, SkillVocabulary, rank_texts
from jobfair.matching.matcher import _Carried

TITLES = ("Forklift operator", "Line cook", "Housekeeper", "Roofer helper")
OPENINGS = [OpeningRecord(number, 1, title) for number, title in enumerate(TITLES)]


@pytest.fixture(scope="module")
def matcher():
    return Matcher().fit(OPENINGS)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("forklif driver", "Forklift operator"),
        ("cooked on the line", "Line cook"),
        ("roofing", "Roofer helper"),
    ],
)
def test_work_lands_at_its_opening(matcher, said, title):
    assert TITLES[matcher.top([SeekerRecord(1, work=(said,))], 1).openings[0, 0]] == title


@pytest.mark.parametrize("field", ["work", "skills", "wishes", "certificates"])
def test_every_field_people_fill_counts(matcher, field):
    assert matcher.score([SeekerRecord(1, **{field: ("forklift",)})])[0, 0] > 0.1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "🔥🔥",
        "<b></b>",
        "the of and",
        "!!!",
        "cocinero 料理人 cook <i>chef</i> готовил",
        "cook " * 10_000,
    ],
    ids=["empty", "blank", "emoji", "markup", "stop words", "marks", "three languages", "long"],
)
def test_any_text_has_a_score_between_0_and_1(matcher, text):
    scores = matcher.score([SeekerRecord(1, work=(text,))])
    assert np.isfinite(scores).all()
    assert ((scores >= 0) & (scores <= 1)).all()


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 2), (2, 0), (1, 1)])
def test_shapes_follow_the_lists(n, m):
    small = Matcher().fit(OPENINGS[:m])
    people = [SeekerRecord(number, work=("cook",)) for number in range(n)]
    assert small.score(people).shape == (n, m)
    top = small.top(people, 10)
    assert top.openings.shape == top.scores.shape == (n, m)


def test_a_text_fits_itself_best(matcher):
    scores = matcher.score([SeekerRecord(number, work=(title,)) for number, title in enumerate(TITLES)])
    assert scores.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_top_is_sorted_and_agrees_with_score(matcher):
    people = [SeekerRecord(1, work=("cook", "housekeeping"))]
    top, scores = matcher.top(people, 3), matcher.score(people)
    assert top.scores[0].tolist() == sorted(scores[0], reverse=True)[:3]
    assert scores[0, top.openings[0]].tolist() == top.scores[0].tolist()


def test_chunks_and_workers_change_nothing(matcher, monkeypatch):
    people = [SeekerRecord(number, work=(title,)) for number, title in enumerate(TITLES)]
    whole = matcher.top(people, 2)
    monkeypatch.setattr("jobfair.matching.matcher.TEXTS_AT_ONCE", 3)
    monkeypatch.setattr("jobfair.matching.nearest.ROWS_AT_ONCE", 3)
    with parallel_config(backend="threading"):
        parts = clone(matcher).set_params(n_jobs=2).fit(OPENINGS).top(people, 2)
    assert (whole.openings == parts.openings).all()
    assert (whole.scores == parts.scores).all()


def test_an_encoder_on_its_way_says_how_heavy_it_is(matcher):
    index = matcher.encoder_.index_
    assert (
        sys.getsizeof(_Carried(matcher.encoder_))
        > index.label_table.data.nbytes + index.label_rows.data.nbytes
    )


def test_only_people_who_changed_are_encoded_again(matcher, monkeypatch):
    fresh = clone(matcher).fit(OPENINGS)
    people = [SeekerRecord(number, work=(title,)) for number, title in enumerate(TITLES)]
    before = fresh.score(people)
    read = []
    transform = fresh.encoder_.transform
    monkeypatch.setattr(fresh.encoder_, "transform", lambda texts: read.extend(texts) or transform(texts))
    changed = dataclasses.replace(people[2], skills=("bed making",))
    after = fresh.score([*people[:2], changed, people[3]])
    assert read == ["Housekeeper; bed making"]
    assert (after[[0, 1, 3]] == before[[0, 1, 3]]).all()
    assert (after[2] == clone(matcher).fit(OPENINGS).score([changed])[0]).all()


def test_fitting_again_gives_up_the_rows_kept_before(matcher):
    people = [SeekerRecord(1, work=("zzyzx wrangler", "cook"))]
    again = clone(matcher).fit(OPENINGS)
    again.score(people)
    again.fit([OpeningRecord(1, 1, "Zzyzx wrangler"), *OPENINGS])
    assert (again.score(people) == clone(matcher).fit(again.openings_).score(people)).all()


def test_a_pickled_matcher_scores_the_same(matcher):
    people = [SeekerRecord(1, work=("cook", "forklift"))]
    assert (pickle.loads(pickle.dumps(matcher)).score(people) == matcher.score(people)).all()


def test_ties_go_to_the_earlier_opening():
    same = Matcher().fit([OpeningRecord(number, 1, "Cook") for number in range(9)])
    assert same.top([SeekerRecord(1, work=("cook",))], 9).openings[0].tolist() == list(range(9))


def test_an_unfitted_matcher_says_so():
    with pytest.raises(NotFittedError):
        Matcher().score([])


def test_a_clone_is_unfitted_and_equal_in_settings(matcher):
    copy = clone(matcher)
    assert copy.get_params() == matcher.get_params()
    assert not hasattr(copy, "openings_")


def test_ranking_texts_keeps_ids_and_order():
    documents = [{"id": f"d{n}", "title": title, "text": title} for n, title in enumerate(TITLES)]
    queries = [{"id": "q2", "text": "cook"}, {"id": "q1", "text": "roofer"}]
    ranked = rank_texts(documents, queries, top=2)
    assert [name for name, _ in ranked] == ["q2", "q1"]
    assert [best[0] for _, best in ranked] == ["d1", "d3"]
    assert all(len(best) == len(set(best)) == 2 for _, best in ranked)
    assert rank_texts([], queries, top=5) == [("q2", []), ("q1", [])]


def test_texts_can_be_ranked_with_another_vocabulary():
    words = SkillVocabulary((Concept("1", "beekeeper", "apicultor", ("beekeeper", "apicultor")),))
    documents = [{"id": "a", "text": "cook"}, {"id": "b", "text": "beekeeper"}]
    assert rank_texts(documents, [{"id": "q", "text": "apicultor"}], 1, words) == [("q", ["b"])]
