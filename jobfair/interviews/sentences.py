"""Plain words for what planning says in keys: why somebody is left out, what is proven, which step runs."""

from jobfair.errors import N_

#: why a person has no interview; keys of scheduling and of who was left out before it
UNPLACED: dict[str, str] = {
    "cap_zero": N_("This person wants no interviews."),
    "never_free": N_("The times this person is here hold no whole slot."),
    "no_fitting_employer": N_("No employer at a booth has an opening that fits."),
    "never_free_when_open": N_("They are here only while the fitting booths are closed."),
    "resource_full": N_("All interpreters are taken in the slots that would fit."),
    "booths_full": N_("Every seat at the fitting booths is taken while this person is here."),
    "employers_full": N_("The fitting employers have given all their interviews."),
    "must_and_locks": N_("Interviews that were set by hand stand in the way."),
    "fits_only_left_out": N_("Only openings fit whose employer has no booth yet."),
    "fits_only_out_of_reach": N_(
        "Only openings fit whose booth has no room for a wheelchair, or no booth yet."
    ),
    "all_refused": N_("Somebody said no to every opening that fits."),
    "no_opening_fits": N_("No opening fits what this person can do."),
}

#: why an employer takes no part
LEFT_OUT: dict[str, str] = {
    "no_booth": N_("No booth yet."),
    "no_opening": N_("No open opening."),
    "never_there": N_("Their hours hold no whole slot."),
}

#: what a certificate proves; keys of scheduling
PROOFS: dict[str, str] = {
    "counts_proven_fit_proven": N_(
        "Proven best: no other plan gives more people an interview, and none fits people better."
    ),
    "counts_proven_fit_bounded": N_(
        "No other plan gives more people an interview: that is proven. "
        "How well people fit is within %(percent)s of the best possible."
    ),
    "counts_bounded": N_(
        "This is the best plan found. At most %(bound)s people could have an interview, "
        "and perhaps no plan reaches that."
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
