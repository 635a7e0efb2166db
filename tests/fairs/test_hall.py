"""How the hall is drawn, and the way through it."""

from jobfair.fairs.models import Booth
from jobfair.fairs.queries.hall import BOOTH_WIDTH, lay_out


def booths(*places):
    return [
        Booth(id=n, label=f"{row}{place}", row=row, place=place, support_desk=None)
        for n, (row, place) in enumerate(places, 1)
    ]


def test_booths_do_not_overlap_and_lie_inside():
    hall = lay_out(booths(*((row, place) for row in "ABC" for place in range(1, 8))), {})
    boxes = [(p.x, p.y, p.x + hall.booth_width, p.y + hall.booth_height) for p in hall.places]
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= hall.width
        assert 0 <= top < bottom <= hall.height
        for other in boxes[number + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_the_aisle_lies_between_left_and_right():
    hall = lay_out(booths(*(("A", place) for place in range(1, 6))), {})
    assert [(p.is_left, p.from_middle) for p in hall.places] == [
        (True, 3),
        (True, 2),
        (True, 1),
        (False, 1),
        (False, 2),
    ]
    assert all((p.x + BOOTH_WIDTH < hall.door) == p.is_left for p in hall.places)


def test_the_way_starts_at_the_door_and_ends_at_the_booth():
    hall = lay_out(booths(("A", 1), ("B", 1), ("B", 2)), {})
    place = hall.place_of(" b2 ")
    points = [tuple(map(int, point.split(","))) for point in hall.way_to(place).split()]
    assert points[0][0] == hall.door
    assert points[-1] == (place.center, place.y + hall.booth_height)
    left, top, width, height = map(int, hall.close_up(place).view.split())
    assert all(left <= x <= left + width and top <= y <= top + height for x, y in points)
    assert hall.place_of(None) is None


def test_gaps_are_kept_and_doubled_places_put_side_by_side():
    gap = lay_out(booths(("A", 1), ("A", 4)), {})
    assert gap.places[1].x - gap.places[0].x > 2 * BOOTH_WIDTH
    doubled = lay_out(booths(("A", 1), ("A", 1)), {})
    assert doubled.places[0].x != doubled.places[1].x
    far = lay_out(booths(("A", 1), ("A", 40)), {})
    assert far.places[1].x - far.places[0].x < 2 * BOOTH_WIDTH


def test_long_names_are_cut_into_short_lines():
    name = "Northside Metals and Fabrication Company of Greater Kansas City"
    place = lay_out(booths(("A", 1)), {1: name}).places[0]
    assert place.occupant == name
    assert len(place.lines) == 3
    assert all(len(line) <= 16 for line in place.lines)


def test_a_hall_without_booths_has_a_door():
    hall = lay_out([], {})
    assert hall.places == ()
    assert 0 < hall.door < hall.width
