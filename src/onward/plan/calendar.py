"""The plan of a week as an iCalendar file (RFC 5545): blocks with an hour are events, those without are whole days. Pure."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zlib import crc32

from onward.plan.dates import parsed

_USUAL = 30
#: Octets of a line, its end not counted.
_WIDEST = 75


def written(blocks: Iterable[Mapping[str, Any]], zone: tzinfo, now: datetime) -> str:
    """The file; the same block has the same identity whenever it is written."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Onward//week//EN"]
    for block in blocks:
        on = parsed(block.get("on"))
        if on is not None:
            lines += _event(block, on, zone, now)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(block: Mapping[str, Any], on: date, zone: tzinfo, now: datetime) -> list[str]:
    what, where = str(block["what"]), str(block.get("where") or "")
    identity = crc32(f"{on} {block.get('time')} {what}".encode())
    lines = ["BEGIN:VEVENT", f"UID:{identity:08x}-{on:%Y%m%d}@onward", f"DTSTAMP:{_utc(now)}"]
    try:
        hour = time.fromisoformat(str(block.get("time")))
    except ValueError:
        lines += [f"DTSTART;VALUE=DATE:{on:%Y%m%d}", f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}"]
    else:
        begin = datetime.combine(on, hour, zone)
        end = begin.astimezone(UTC) + timedelta(minutes=int(block.get("minutes") or _USUAL))
        lines += [f"DTSTART:{_utc(begin)}", f"DTEND:{_utc(end)}"]
    lines.append(f"SUMMARY:{_escaped(what)}")
    if where:
        lines.append(f"LOCATION:{_escaped(where)}")
    return [*lines, "END:VEVENT"]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Lines of at most 75 octets; no character is cut in two."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > _WIDEST - (len(parts) > 1):
            parts.append("")
            size = 0
        parts[-1] += char
        size += width
    return "\r\n ".join(parts)
