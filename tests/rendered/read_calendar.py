"""Reads an iCalendar file from standard input with PyPI's icalendar, and writes its entries as JSON.

Run by calendar.test.mjs with the interpreter that tools/setup.sh prepares.
"""

import json
import sys
from datetime import datetime, timezone

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())


def moment(prop):
    """A time in UTC, or a date; None if there is neither."""
    if prop is None or not isinstance(prop.dt, datetime):
        return prop and prop.dt.isoformat()
    assert prop.dt.tzinfo is not None and prop.dt.utcoffset().total_seconds() == 0, prop.dt
    return prop.dt.astimezone(timezone.utc).isoformat()


def text(component, name):
    return str(component[name]) if name in component else None


def entry(event):
    return {
        "uid": text(event, "UID"),
        "stamp": moment(event["DTSTAMP"]),
        "sequence": int(event["SEQUENCE"]),
        "start": moment(event["DTSTART"]),
        "end": moment(event.get("DTEND")),
        "transparency": text(event, "TRANSP"),
        "status": text(event, "STATUS"),
        "summary": text(event, "SUMMARY"),
        "location": text(event, "LOCATION"),
        "description": text(event, "DESCRIPTION"),
        "url": text(event, "URL"),
        "alarms": [
            [str(alarm["ACTION"]), alarm["TRIGGER"].dt.total_seconds(), str(alarm["DESCRIPTION"])]
            for alarm in event.walk("VALARM")
        ],
    }


errors = [str(error) for component in calendar.walk() for error in component.errors]
json.dump(
    {
        "errors": errors,
        "version": text(calendar, "VERSION"),
        "product": text(calendar, "PRODID"),
        "method": text(calendar, "METHOD"),
        "name": text(calendar, "NAME"),
        "olderName": text(calendar, "X-WR-CALNAME"),
        "refresh": calendar["REFRESH-INTERVAL"].to_ical().decode(),
        "olderRefresh": text(calendar, "X-PUBLISHED-TTL"),
        "entries": [entry(event) for event in calendar.walk("VEVENT")],
    },
    sys.stdout,
)
