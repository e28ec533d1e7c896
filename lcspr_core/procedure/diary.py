"""What is due, as a calendar file that says nothing of any case: a paragraph, a day and a number to look up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from lcspr_core.procedure.standing import DutyStanding
from lcspr_core.timescales.derivations import UNVERIFIED
from lcspr_core.timescales.working_days import is_verified

BEFORE = timedelta(days=-3)
NEUTRAL = "A date to keep ({paragraph})"
WHERE = "Open “What is due” in your reviews to see what it is."


def diary(reference: str, some: Iterable[DutyStanding], made: datetime) -> bytes:
    """Return open duties that have a day as an iCalendar file (RFC 5545); no title names a child, a review or a person.

    `reference` tells one review's entries from another's, and goes into the file as nothing but a number.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//lcspr//dates to keep//EN")
    calendar.add("version", "2.0")
    for one in some:
        day = one.due.act_by if one.due else None
        if one.is_open and day:
            calendar.add_component(_entry(reference, one, day, made))
    file: bytes = calendar.to_ical()
    return file


def _entry(reference: str, one: DutyStanding, day: date, made: datetime) -> Event:
    verified = is_verified(day)
    entry = Event()
    entry.add("uid", f"{_number(reference)}-{one.duty.id.replace('.', '-')}@lcspr")
    entry.add("dtstamp", made)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", NEUTRAL.format(paragraph=one.duty.paragraph))
    entry.add("description", WHERE if verified else f"{WHERE} {UNVERIFIED}")
    entry.add("class", "CONFIDENTIAL")
    entry.add("transp", "TRANSPARENT")
    entry.add_component(_reminder())
    return entry


def _reminder() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", WHERE)
    alarm.add("trigger", BEFORE)
    return alarm


def _number(reference: str) -> str:
    """Return a number that is the same each time, from which the reference cannot be read back at a glance."""
    return sha256(reference.encode()).hexdigest()[:12]
