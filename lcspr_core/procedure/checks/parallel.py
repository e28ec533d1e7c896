"""Whether each process beside a review is known, spoken with, thought through and advised on (8.2.54 to 8.2.58)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.notices import Delays
from lcspr_core.procedure.forms.parallel_asks import MINDED, SORTS, Process
from lcspr_core.procedure.forms.publication import Publication
from lcspr_core.procedure.judging import NOT_SO, SO, Check, Found
from lcspr_core.procedure.parallels import Cleared, cleared, is_criminal_open, parallel, running

TITLES = {one.key: one.title for one in SORTS}
ADVISED = {"police": "police", "cps": "Crown Prosecution Service", "legal": "legal adviser"}


def _told(sentence: str, some: Iterable[str]) -> Found:
    missing = tuple(dict.fromkeys(some))
    return Found(so=False, words=f"{sentence}: {'; '.join(missing)}.") if missing else SO


def criminal_open(case: Case) -> Found:
    """Say whether a criminal process runs."""
    return Found(so=is_criminal_open(case.review))


def processes_known(case: Case) -> Found:
    """Say whether each sort has an answer, and each that runs has an owner, a contact and how it stands."""
    known = {one.sort for one in parallel(case.review).processes if one.runs}
    open_ = _told("Not answered yet", (one.title for one in SORTS if one.key not in known))
    if not open_.so:
        return open_
    thin = (TITLES[one.sort] for one in running(case.review) if not (one.owner and one.contact and one.status))
    return _told("Say whose it is, whom to ask and how it stands", thin)


def _of_each(sentence: str, is_done: Callable[[Process], bool], case: Case) -> Found:
    runs = (one for one in parallel(case.review).processes if one.runs == "yes")
    return _told(sentence, (TITLES.get(one.sort, one.sort) for one in runs if not is_done(one)))


def impacts_noted(case: Case) -> Found:
    """Say whether it is written what each process means for talks, sharing and publication."""
    return _of_each(
        "Say what it means for talks, sharing and publication",
        lambda one: all(words.strip() for words in (one.on_talks, one.on_sharing, one.on_publication)),
        case,
    )


def all_spoken_with(case: Case) -> Found:
    """Say whether somebody spoke with those who lead each process."""
    found = _of_each("Not spoken with yet", lambda one: is_filled(one.met_on) and bool(one.agreed.strip()), case)
    days = [one.met_on.start for one in parallel(case.review).processes if one.met_on.start]
    return Found(so=True, since=max(days)) if found.so and days else found


def no_needless_delay(case: Case) -> Found:
    """Say whether it is written how the review goes on, and each delay for another process says who advised it."""
    bare = [one for one in case.one("delays", Delays).delays if one.sort == "parallel"]
    if any(not (one.advised_by.strip() and one.meanwhile.strip()) for one in bare):
        return Found(so=False, words="A delay does not say who advised it, or what goes on meanwhile.")
    if parallel(case.review).meanwhile.strip():
        return SO
    return Found(so=False, words="Say how the review goes on meanwhile.")


def police_advised(about: str, case: Case) -> Found:
    """Say whether the police have answered about a matter; an answer that is awaited is none."""
    given = [one for one in parallel(case.review).advice if one.adviser == "police" and about in one.about]
    days = [one.given_on.start for one in given if one.given_on.start]
    if days:
        waits = cleared(case.review, about) is Cleared.WAIT
        return Found(so=True, since=min(days), words="Their advice is to wait." * waits)
    return Found(so=False, words="Asked, and awaited." if given else "The police have not been asked about this.")


def three_advised(case: Case) -> Found:
    """Say whether police, prosecution and legal adviser were each asked about the family, with a day."""
    entries = [one for one in parallel(case.review).advice if "family" in one.about]
    asked = {one.adviser for one in entries if is_filled(one.sought_on) or is_filled(one.given_on)}
    found = _told(
        "Not asked yet about talks with the family", (say for key, say in ADVISED.items() if key not in asked)
    )
    given = {one.adviser for one in entries if is_filled(one.given_on)}
    awaited = [say for key, say in ADVISED.items() if key in asked - given]
    return Found(so=True, words=f"Awaited: {', '.join(awaited)}.") if found.so and awaited else found


def prosecution_minded(case: Case) -> Found:
    """Say whether each point of the guidance beside prosecutions was thought of, and which guidance that is."""
    said = parallel(case.review)
    found = _told("Not thought of yet", (one.title for one in MINDED if one.key not in said.minded))
    return found if not found.so or said.minded_from.strip() else Found(so=False, words="Say which guidance that was.")


def handed_over(case: Case) -> Found:
    """Say whether each matter that belongs elsewhere was handed over, by whom and when."""
    late = (one for one in parallel(case.review).handed if not (one.to and one.by.strip() and is_filled(one.on)))
    return _told("Not handed over yet", (one.matter for one in late))


def lessons_go_on(case: Case) -> Found:
    """Say whether, while publication waits, something is learned and acted on, and each hold is looked at again."""
    holds = [one for one in case.one("publication", Publication).holds if not is_filled(one.ended_on)]
    if any(not is_filled(one.look_on) for one in holds):
        return Found(so=False, words="Say on Publication when each hold is looked at again.")
    overdue = [one for one in holds if one.look_on.start and one.look_on.start < case.today]
    if overdue:
        return Found(so=False, words="The day has come to look again at what publication waits for.")
    lessons = parallel(case.review).lessons
    if lessons and all(one.done.strip() for one in lessons):
        return SO
    return Found(so=False, words="Say what was learned so far, and what was put right.") if holds else NOT_SO


CHECKS: Mapping[str, Check] = {
    "criminal_open": criminal_open,
    "processes_known": processes_known,
    "impacts_noted": impacts_noted,
    "all_spoken_with": all_spoken_with,
    "no_needless_delay": no_needless_delay,
    "police_on_staff": partial(police_advised, "staff"),
    "police_on_family": partial(police_advised, "family"),
    "police_on_sharing": partial(police_advised, "sharing"),
    "three_advised": three_advised,
    "prosecution_minded": prosecution_minded,
    "handed_over": handed_over,
    "lessons_go_on": lessons_go_on,
}
