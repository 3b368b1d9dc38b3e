#!/usr/bin/env python3
"""Reads what `remind` writes with another program's parser, in many zones, and compares every day until 2036.

    pip install icalendar recurring-ical-events
    scripts/check-calendar.py target/debug/stenosis-routine
"""

import datetime
import os
import subprocess
import sys
import tempfile
import zoneinfo

import icalendar
import recurring_ical_events

ZONES = [
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
    "America/Santiago", "Africa/Casablanca", "Africa/Cairo", "Asia/Jerusalem", "Asia/Gaza", "Asia/Kolkata",
    "Asia/Kathmandu", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "UTC",
]
EVENTS = {"Mon 09:00", "Mon 18:30", "Thu 09:00", "Thu 18:30"}


def calendar(program, zone, folder):
    path = os.path.join(folder, "reminder.ics")
    env = {"PATH": os.environ["PATH"], "TZ": zone, "STENOSIS_ROUTINE_HOME": folder}
    typed = ["remind", "core-drills", "--at", "9:00", "--at", "18:30", "--days", "mon,thu", "--force", "-o", path]
    subprocess.run([program, *typed], env=env, check=True, stdout=subprocess.DEVNULL)
    with open(path, "rb") as file:
        return file.read()


def days_off(parsed, zone):
    """Days on which the calendar's zone lies elsewhere than the system's."""
    described = parsed.walk("VTIMEZONE")
    if not described:
        return 0
    told, real = described[0].to_tz(lookup_tzid=False), zoneinfo.ZoneInfo(zone)
    day, off = datetime.datetime.now().replace(hour=9, minute=0, second=0, microsecond=0), 0
    while day.year < 2036:
        day += datetime.timedelta(days=1)
        off += day.replace(tzinfo=told).utcoffset() != day.replace(tzinfo=real).utcoffset()
    return off


def main():
    program, wrong = sys.argv[1], 0
    with tempfile.TemporaryDirectory() as folder:
        for zone in ZONES:
            raw = calendar(program, zone, folder)
            lines = raw.split(b"\r\n")
            shape = all(len(line) <= 75 and b"\n" not in line for line in lines)
            parsed = icalendar.Calendar.from_ical(raw)
            errors = [error for part in parsed.walk() for error in part.errors]
            off = days_off(parsed, zone)
            utc = datetime.timezone.utc
            spring = datetime.datetime(2027, 3, 1, tzinfo=utc), datetime.datetime(2027, 4, 12, tzinfo=utc)
            seen = [event["DTSTART"].dt.strftime("%a %H:%M") for event in recurring_ical_events.of(parsed).between(*spring)]
            right = shape and not errors and off == 0 and len(seen) == 24 and set(seen) == EVENTS
            wrong += not right
            print(f"{zone}: {'right' if right else 'WRONG'}; {len(seen)} events, {off} days off, {errors}")
    sys.exit(wrong > 0)


main()
