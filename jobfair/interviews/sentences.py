"""Plain words for what planning says in keys: why somebody is left out, what is proven, which step runs."""

from jobfair.errors import N_

#: why a person has no interview; keys of scheduling and of who was left out before it
UNPLACED: dict[str, str] = {
    "cap_zero": N_("This person wants no interviews."),
    "never_free": N_("The times this person is here hold no whole slot."),
    "no_fitting_employer": N_("No employer at a booth has an opening that fits."),
    "never_free_when_open": N_("They are here only while the fitting booths are closed."),
    "resource_full": N_("No interpreter is left in the slots that would fit."),
    "booths_full": N_("Every seat at the fitting booths is taken while this person is here."),
    "employers_full": N_("The fitting employers have given all their interviews."),
    "desk_too_late": N_("The support desk they visit first leaves no time for a booth that fits."),
    "all_forbidden": N_("Somebody said no to every booth that fits."),
    "seat_free": N_("A seat that fits is still free: the plan was stopped before it was used."),
    "full_in_several_ways": N_(
        "Every booth that fits is full while this person is here, one way or another."
    ),
    "fits_only_left_out": N_("Only openings fit whose employer has no booth yet."),
    "fits_only_out_of_reach": N_(
        "Only openings fit whose booth has no room for a wheelchair, or no booth yet."
    ),
    "all_refused": N_("Somebody said no to every opening that fits."),
    "no_opening_fits": N_("No opening fits what this person asked for and said they can do."),
}

#: why an employer takes no part
LEFT_OUT: dict[str, str] = {
    "no_booth": N_("No booth yet."),
    "no_opening": N_("No open opening."),
    "never_there": N_("Their hours hold no whole slot."),
}

#: the numbers behind a reason; shown where the reason has them
DETAILS: dict[str, str] = {
    "one_stretch": N_("Free from %(start)s to %(end)s."),
    "several_stretches": N_("Free in %(count)s slots from %(start)s to %(end)s."),
    "fitting_employers": N_("Booths that fit: %(count)s."),
    "booths_full": N_("With no seat left: %(count)s."),
    "employers_full": N_("With all interviews given: %(count)s."),
    "resource_full": N_("With a seat but no interpreter: %(count)s."),
}

#: where somebody could still be placed, and by which steps
CHANGE = N_("%(employer)s at %(time)s, if %(steps)s.")
FREE_SEAT = N_("%(employer)s at %(time)s: the seat is free.")

#: the smallest steps that would place somebody; keys of scheduling
CHANGES: dict[str, str] = {
    "interview_moves": N_("%(seeker)s moves to %(new_time)s"),
    "interview_given_up": N_("%(seeker)s, who has more, gives up %(with)s at %(time)s"),
    "employer_gives_more": N_("they give one more interview"),
    "seeker_stays": N_("the person stays until %(end)s"),
    "seeker_comes": N_("the person comes at %(start)s"),
    "seeker_is_free": N_("the person is free from %(start)s to %(end)s"),
    "employer_opens": N_("the booth is open then"),
    "interviewer_more": N_("the booth has one more interviewer then"),
    "unit_more": N_("there is one more interpreter then"),
    "seeker_wants_more": N_("the person wants one more interview"),
    "no_is_lifted": N_("the no between them is taken back"),
}

#: what is proven about a plan, sentence by sentence; keys of scheduling
PROOF: dict[str, str] = {
    "placed": N_("%(placed)s of %(people)s people have an interview."),
    "stopped": N_("The plan was stopped early, so it is the best so far."),
    "musts_missed": N_("Pairs that have to meet and do not: %(pairs)s."),
    "promises_missed": N_("Employers with fewer interviews than promised: %(employers)s."),
    "visits_missed": N_("Visits to support desks that found no time: %(visits)s."),
    "counts_proven": N_(
        "No other plan gives more people a first interview, a second one, and so on: that is proven."
    ),
    "first_proven": N_("No other plan gives more people a first interview: that is proven."),
    "counts_short": N_(
        "%(reached)s people have %(interviews)s or more interviews. "
        "At most %(bound)s could, and perhaps no plan reaches that."
    ),
    "fit_proven": N_(
        "With as many interviews for as many people, none fits them better: that is proven, too."
    ),
    "fit_within": N_(
        "With as many interviews for as many people, how well they fit is "
        "within %(percent)s of the best possible."
    ),
    "times_left_out": N_(
        "What is best possible was reckoned without looking at who is free when, "
        "so it may be more than any plan can reach."
    ),
}

#: short form of matching's bars, for staff
BARS: dict[str, str] = {
    "matching.not_shift": N_("Shift"),
    "matching.not_days": N_("Days"),
    "matching.not_distance": N_("Distance"),
    "matching.not_travel": N_("Travel"),
    "matching.not_licence": N_("Driver's license"),
    "matching.not_certificate": N_("Card or certificate"),
    "matching.not_lift": N_("Lifting"),
    "matching.not_language": N_("Language"),
}

#: steps of a run
STEPS: dict[str, str] = {
    "": N_("Waiting to start"),
    "reading": N_("Reading people, openings and booths"),
    "pairs": N_("Choosing who meets whom"),
    "slots": N_("Choosing times"),
    "improve": N_("Improving the plan"),
    "done": N_("Checking the plan"),
    "reasons": N_("Writing the reasons"),
    "storing": N_("Storing the draft"),
}
