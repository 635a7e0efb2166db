import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobfair.scheduling import Booth, BoothError, Spot, UnplacedBooth, assign_booths, walks_of

ROW = [Spot(10 + place, 3.0 * place, 0.0, has_power=place == 3) for place in range(4)]


def test_needs_are_met_whoever_comes_first() -> None:
    booths = [
        Booth(1, needs_power=True),
        Booth(2, needs_access=True),
        Booth(3, needs_near_door=True),
        Booth(4, area_square_meters=9),
        Booth(5),
    ]
    spots = [
        Spot(10, 0, 0),
        Spot(11, 4, 0, has_power=True, area_square_meters=4),
        Spot(12, 8, 0, has_access=True, area_square_meters=4),
        Spot(13, 12, 0, near_door=True, area_square_meters=4),
        Spot(14, 16, 0, area_square_meters=8),
    ]
    plan = assign_booths(booths, spots)
    assert plan.spot_by_booth == {1: 11, 2: 12, 3: 13, 4: 10, 5: 14}
    assert plan.unplaced == ()


def test_a_wish_that_cannot_be_met_is_named() -> None:
    booths = [
        Booth(1, needs_near_door=True),
        Booth(2, needs_power=True),
        Booth(3, needs_power=True),
        Booth(4),
    ]
    plan = assign_booths(booths, ROW, {4: 10, 3: 11})
    assert plan.spot_by_booth == {2: 13, 4: 10}
    assert plan.unplaced == (
        UnplacedBooth(1, "no_such_spot", 0),
        UnplacedBooth(3, "lock_impossible", 1),
    )


def test_competitors_are_kept_apart_before_walks_are_shortened() -> None:
    booths = [Booth(1, sector="a"), Booth(2, sector="a"), Booth(3)]
    plan = assign_booths(booths, ROW[:3], walks={(1, 2): 5.0, (1, 77): 9.0})
    assert plan.neighbouring_competitors == 0
    assert plan.spot_by_booth[3] == 11
    assert plan.walk_meters == 5 * 6.0


def test_walks_are_shortened_past_empty_spots() -> None:
    plan = assign_booths([Booth(1), Booth(2)], ROW, {1: 13}, walks={(2, 1): 1.0})
    assert plan.spot_by_booth == {1: 13, 2: 12}
    assert plan.walk_meters == 3.0


def test_no_swaps_may_be_asked_for() -> None:
    far = assign_booths([Booth(1), Booth(2)], ROW, {1: 13}, walks={(2, 1): 1.0}, swaps=0)
    assert far.walk_meters > 3.0


@pytest.mark.parametrize(
    ("booths", "spots", "locks", "sentence"),
    [
        ([Booth(1), Booth(1)], ROW, {}, "same id"),
        ([Booth(1)], [ROW[0], ROW[0]], {}, "same id"),
        ([Booth(1)], ROW, {2: 10}, "booth 2 on spot 10"),
        ([Booth(1)], ROW, {1: 99}, "booth 1 on spot 99"),
        ([Booth(1), Booth(2)], ROW, {1: 10, 2: 10}, "same spot"),
    ],
)
def test_contradictions_are_named(
    booths: list[Booth], spots: list[Spot], locks: dict[int, int], sentence: str
) -> None:
    with pytest.raises(BoothError, match=sentence):
        assign_booths(booths, spots, locks)


def test_walks_are_counted_between_neighbouring_interviews_of_one_person() -> None:
    interviews = [(1, 8, 0), (1, 7, 2), (2, 7, 0), (2, 8, 1), (3, 7, 4)]
    assert walks_of(interviews) == {(7, 8): 2.0}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 7), st.integers(0, 7), st.integers(0, 999))
def test_no_need_is_ever_broken_and_a_swap_never_makes_it_worse(booths: int, spots: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    wishes = [Booth(row, *random.random(3) < 0.3, sector=str(random.integers(3))) for row in range(booths)]
    places = [Spot(row, *random.integers(0, 9, 2), *random.random(3) < 0.6) for row in range(spots)]
    walks = {(a, b): 1.0 for a in range(booths) for b in range(a) if random.random() < 0.5}
    plan = assign_booths(wishes, places, walks=walks)
    first = assign_booths(wishes, places, walks=walks, swaps=0)
    assert sorted([*plan.spot_by_booth, *(one.booth for one in plan.unplaced)]) == list(range(booths))
    assert len(set(plan.spot_by_booth.values())) == len(plan.spot_by_booth)
    for booth, spot in plan.spot_by_booth.items():
        assert places[spot].has_power >= wishes[booth].needs_power
        assert places[spot].has_access >= wishes[booth].needs_access
        assert places[spot].near_door >= wishes[booth].needs_near_door
    assert (plan.neighbouring_competitors, plan.walk_meters) <= (
        first.neighbouring_competitors,
        first.walk_meters,
    )
