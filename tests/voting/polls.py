"""One poll per method, and any ballots for it."""

from hypothesis import strategies as st

OPTIONS = ["A", "B", "C", "D"]
RULE = {"threshold": "2/3", "compare": ">=", "base": "yes_and_no", "also": None, "turnout": None}
POLLS = {
    "yes_no": {"rule": RULE},
    "doubt": {"rule": RULE | {"also": "for_beats_against"}},
    "levels": {"rule": RULE | {"base": "cast"}},
    "consent": {},
    "mood": {"settings": {"steps": 4}},
    "choice": {"settings": {"min": 0, "max": 2}},
    "rating": {
        "settings": {"criteria": ["gain", "cost"], "scale": [-2, 2], "less_is_better": ["cost"]}
    },
    "resistance": {"settings": {"status_quo": "B"}},
    "dots": {"settings": {"points": 5, "per_option": 3}},
    "ranking": {"settings": {"min": 0}},
}
MARKS = {
    "yes_no": st.sampled_from(["yes", "no", "abstain"]),
    "doubt": st.sampled_from(["for", "with_doubts", "against", "abstain"]),
    "levels": st.sampled_from(["full", "concerns", "abstain", "aside", "strong_concerns", "veto"]),
    "consent": st.sampled_from(["none", "minor", "serious"]),
    "mood": st.integers(1, 4),
    "rating": st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("gain", "cost"), st.none() | st.integers(-2, 2))
    ),
    "resistance": st.integers(0, 10) | st.just("abstain"),
}
LISTED = {"choice": "chosen", "ranking": "ranked"}


def poll(method, ballots, **changes):
    """A poll as ``recount`` reads it."""
    return {"method": method, "options": OPTIONS, "ballots": ballots} | POLLS[method] | changes


def ballot(method):
    """Any valid ballot."""
    if method in LISTED:
        listed = st.lists(
            st.sampled_from(OPTIONS), unique=True, max_size=2 if method == "choice" else 4
        )
        return listed.map(lambda keys: {LISTED[method]: keys})
    if method == "dots":
        drawn = st.lists(st.sampled_from(OPTIONS), max_size=5)
        spent = drawn.map(lambda keys: {key: keys.count(key) for key in keys})
        return spent.filter(lambda points: all(number <= 3 for number in points.values()))
    return st.fixed_dictionaries({}, optional=dict.fromkeys(OPTIONS, MARKS[method]))


def ballots(method, most=25):
    """Any number of them."""
    return st.lists(ballot(method), max_size=most)


def as_counted(method, answer, number):
    """A result as counts without ballots."""
    read = {
        "rating": lambda entry: {name: cell["counts"] for name, cell in entry["criteria"].items()},
        "resistance": lambda entry: entry["counts"] | {"abstain": entry["abstained"]},
        "dots": lambda entry: {"points": entry["points"], "people": entry["people"]},
        "choice": lambda entry: {"count": entry["count"]},
        "ranking": lambda entry: {"points": entry["points"], "places": entry["places"]},
    }.get(method, lambda entry: entry["counts"])
    counted = {key: read(entry) for key, entry in answer["options"].items()}
    more = {"pairwise": answer["pairwise"]} if method == "ranking" else {}
    return {"ballots": number} | counted | more
