"""Kinds of work to tick, with what is done in each: for people who do not know the words of the trade.

A ticked card is stored as its English text, as if the person had typed it: matching reads it like any other
words, and pages show it in their own language.
"""

from dataclasses import dataclass

from jobfair.errors import N_


@dataclass(frozen=True, slots=True)
class WorkCard:
    """A kind of work. `picture` is the id of a symbol in static/work.svg."""

    text: str
    picture: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """What people do for work in an institution, and the skills it comes to; only these are ever stored."""

    text: str
    picture: str
    skills: tuple[str, ...]


WORK_CARDS = (
    WorkCard(
        N_("Kitchen and cooking"),
        "kitchen",
        (
            N_("Cook food"),
            N_("Cook for many people"),
            N_("Wash and cut food"),
            N_("Wash dishes"),
            N_("Bake bread and cakes"),
            N_("Serve food"),
        ),
    ),
    WorkCard(
        N_("Warehouse"),
        "warehouse",
        (
            N_("Drive a forklift"),
            N_("Pick and pack orders"),
            N_("Load and unload trucks"),
            N_("Stock shelves"),
            N_("Count stock"),
        ),
    ),
    WorkCard(
        N_("Building and construction"),
        "construction",
        (
            N_("Carpentry"),
            N_("Hang drywall"),
            N_("Pour and finish concrete"),
            N_("Put on roofs"),
            N_("Paint walls"),
            N_("Carry and clean up on building sites"),
        ),
    ),
    WorkCard(
        N_("Cleaning"),
        "cleaning",
        (
            N_("Clean rooms and bathrooms"),
            N_("Mop, wax and buff floors"),
            N_("Wash windows"),
            N_("Clean offices"),
        ),
    ),
    WorkCard(
        N_("Driving and moving"),
        "driving",
        (
            N_("Drive a truck"),
            N_("Drive a van or bus"),
            N_("Deliver packages"),
            N_("Move furniture"),
        ),
    ),
    WorkCard(
        N_("Factory"),
        "factory",
        (
            N_("Run machines"),
            N_("Put parts together"),
            N_("Work on a line"),
            N_("Pack products"),
            N_("Check quality"),
        ),
    ),
    WorkCard(
        N_("Welding and metal"),
        "welding",
        (N_("Weld"), N_("Cut and grind metal"), N_("Bend and shape sheet metal"), N_("Read blueprints")),
    ),
    WorkCard(
        N_("Electric, pipes and heating"),
        "electric",
        (N_("Wire lights and outlets"), N_("Fix pipes"), N_("Fix heating and air conditioning")),
    ),
    WorkCard(
        N_("Repair"),
        "repair",
        (
            N_("Fix cars"),
            N_("Change tires and oil"),
            N_("Fix machines"),
            N_("Fix things in buildings"),
            N_("Fix mowers and small engines"),
        ),
    ),
    WorkCard(
        N_("Yards and parks"),
        "grounds",
        (
            N_("Mow lawns"),
            N_("Plant and trim"),
            N_("Cut trees with a chainsaw"),
            N_("Fight wild fires"),
            N_("Shovel snow"),
        ),
    ),
    WorkCard(
        N_("Care for people"),
        "care",
        (
            N_("Care for older people"),
            N_("Care for sick people"),
            N_("Care for children"),
            N_("Cut hair"),
        ),
    ),
    WorkCard(
        N_("Store and counter"),
        "store",
        (N_("Run a cash register"), N_("Help customers"), N_("Set up displays"), N_("Take orders")),
    ),
    WorkCard(
        N_("Office and phones"),
        "office",
        (N_("Answer phones"), N_("Type and file papers"), N_("Use a computer"), N_("Keep records")),
    ),
    WorkCard(
        N_("Hotel, laundry and sewing"),
        "hotel",
        (
            N_("Make beds"),
            N_("Do laundry"),
            N_("Iron and press clothes"),
            N_("Sew"),
            N_("Work at a front desk"),
        ),
    ),
    WorkCard(
        N_("Farm, animals and food plants"),
        "farm",
        (
            N_("Pick and pack crops"),
            N_("Care for animals"),
            N_("Train dogs"),
            N_("Drive a tractor"),
            N_("Cut meat"),
        ),
    ),
    WorkCard(
        N_("Lead, teach and help"),
        "people",
        (
            N_("Lead a team"),
            N_("Train others"),
            N_("Mentor people"),
            N_("Interpret between two languages"),
            N_("Write braille"),
        ),
    ),
)

PLACE_CARDS = {
    "kitchen": PlaceCard(
        N_("Kitchen"), "kitchen", ("Cook for many people", "Wash and cut food", "Wash dishes", "Serve food")
    ),
    "laundry": PlaceCard(N_("Laundry"), "hotel", ("Do laundry", "Iron and press clothes")),
    "cleaning": PlaceCard(
        N_("Cleaning or porter"), "cleaning", ("Clean rooms and bathrooms", "Mop, wax and buff floors")
    ),
    "grounds": PlaceCard(N_("Grounds"), "grounds", ("Mow lawns", "Plant and trim")),
    "maintenance": PlaceCard(
        N_("Maintenance"), "repair", ("Fix things in buildings", "Paint walls", "Fix pipes")
    ),
    "welding": PlaceCard(N_("Welding shop"), "welding", ("Weld", "Cut and grind metal")),
    "wood": PlaceCard(N_("Wood shop"), "construction", ("Carpentry", "Run machines")),
    "factory": PlaceCard(N_("Factory or assembly"), "factory", ("Put parts together", "Run machines")),
    "warehouse": PlaceCard(N_("Store room or warehouse"), "warehouse", ("Stock shelves", "Count stock")),
    "fire_crew": PlaceCard(N_("Fire crew"), "grounds", ("Fight wild fires", "Cut trees with a chainsaw")),
    "clerk": PlaceCard(N_("Clerk"), "office", ("Type and file papers", "Keep records", "Use a computer")),
    "call_center": PlaceCard(N_("Call center"), "office", ("Answer phones", "Help customers")),
    "mentor": PlaceCard(N_("Peer mentor or tutor"), "people", ("Mentor people", "Train others")),
    "sewing": PlaceCard(N_("Sewing"), "hotel", ("Sew",)),
    "braille": PlaceCard(N_("Braille"), "people", ("Write braille", "Use a computer")),
    "dogs": PlaceCard(N_("Dog training"), "farm", ("Train dogs", "Care for animals")),
    "barber": PlaceCard(N_("Barber shop"), "care", ("Cut hair",)),
}

CERTIFICATES = (
    N_("Forklift card"),
    N_("ServSafe or food handler card"),
    N_("OSHA-10"),
    N_("OSHA-30"),
    N_("CDL class A"),
    N_("CDL class B"),
    N_("Welding certificate"),
    N_("CNA (nursing assistant)"),
    N_("CPR or first aid"),
    N_("Heating and air conditioning (EPA 608)"),
    N_("Flagger (traffic control)"),
    N_("Barber license"),
    N_("High school diploma or GED"),
)

WORK = tuple(card.text for card in WORK_CARDS)
SKILLS = tuple(skill for card in WORK_CARDS for skill in card.skills)
CARDS = frozenset({*WORK, *SKILLS, *CERTIFICATES})


def skills_of_places(names: list[str]) -> list[str]:
    """The skills that work in an institution comes to, each once; unknown names come to none.

    >>> skills_of_places(["sewing", "laundry"])
    ['Sew', 'Do laundry', 'Iron and press clothes']
    """
    found = [skill for name in names if name in PLACE_CARDS for skill in PLACE_CARDS[name].skills]
    return list(dict.fromkeys(found))
