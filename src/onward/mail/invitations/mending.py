"""Makes a calendar part readable: only the lines that say when and where something is, closed and of bounded size.

Senders break lines off, leave the end out, write times in the other form of ISO 8601 and forget to escape line breaks;
the library that reads the result would refuse all of it for one such line.
"""

from __future__ import annotations

import re
from typing import Final

MAX_LINES: Final = 6000
MAX_VALUE: Final = 8000
#: The name under which an appointment's rule is kept.
RULE: Final = "X-RULE"
#: Components that are kept; of a mail with more only the first ones.
MAX_COMPONENTS: Final = {"VCALENDAR": 5, "VEVENT": 40, "VTIMEZONE": 10, "STANDARD": 20, "DAYLIGHT": 20}

_WITHIN: Final = {
    "": ("VCALENDAR",),
    "VCALENDAR": ("VEVENT", "VTIMEZONE"),
    "VTIMEZONE": ("STANDARD", "DAYLIGHT"),
}
_TIMES: Final = frozenset({"DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "RECURRENCE-ID"})
_SEVERAL_TIMES: Final = frozenset({"EXDATE", "RDATE"})
_LINKS: Final = (
    "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK",
)  # fmt: skip
_CHANGE: Final = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"})
_KEPT: Final = {
    "VCALENDAR": frozenset({"METHOD", "X-WR-TIMEZONE"}),
    "VTIMEZONE": frozenset({"TZID"}),
    "STANDARD": _CHANGE,
    "DAYLIGHT": _CHANGE,
    "VEVENT": frozenset({
        *_TIMES, *_SEVERAL_TIMES, *_LINKS, "UID", "DURATION", "SUMMARY", "LOCATION", "DESCRIPTION", "ORGANIZER",
        "SEQUENCE", "STATUS", "RRULE", "URL",
    }),
}  # fmt: skip
_NAME: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60})\s*(?=[:;])")
_PARAMETERS: Final = re.compile(r'((?:;[^;:="]{1,60}=(?:"[^"]*"|[^";:]*))*):')
_ZONE: Final = re.compile(r';\s*TZID=(?:"([^"]*)"|([^";]*))', re.IGNORECASE)
_TIME_BEGINS: Final = re.compile(r":(?=\s*\d{4}-?\d\d-?\d\d)")
_TIME: Final = re.compile(
    r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\s*(Z?))?\s*", re.IGNORECASE
)
#: The rules by which clocks change; any other is no zone's.
_YEARLY: Final = re.compile(
    r"(?:;?(?:FREQ=YEARLY|INTERVAL=1|WKST=[A-Z]{2}|BYMONTH=\d\d?|BYDAY=[+-]?[1-5]?[A-Z]{2}|"
    r"BYMONTHDAY=-?(?:[1-9]|1\d|2[0-8])(?:,-?(?:[1-9]|1\d|2[0-8])){0,6}|UNTIL=\d{8}(?:T\d{6}Z?)?|COUNT=\d{1,4}))+;?",
    re.IGNORECASE,
)
_SPACE: Final = re.compile(r"\s+")
_MAILTO: Final = re.compile(r"mailto:\s*([^\s<>\"']+)", re.IGNORECASE)


def mended(text: str) -> str:
    """The calendar part as its library can read it; empty when there is nothing to read."""
    out: list[str] = []
    open_: list[str] = []
    seen: list[set[str]] = [set()]
    counts = dict.fromkeys(MAX_COMPONENTS, 0)
    passed: list[str] = []
    for line in unfolded(text):
        found = _NAME.match(line)
        if not found:
            continue
        name, rest = found[1].upper(), line[found.end() :]
        if name == "BEGIN":
            part = rest[1:].strip().upper()
            if (
                passed
                or part not in _WITHIN.get(open_[-1] if open_ else "", ())
                or counts[part] >= MAX_COMPONENTS[part]
            ):
                passed.append(part)
            else:
                counts[part] += 1
                open_.append(part)
                seen.append(set())
                out.append(f"BEGIN:{part}")
        elif name == "END":
            part = rest[1:].strip().upper()
            if passed and part in passed:
                del passed[passed.index(part) :]
            elif part in open_:
                passed.clear()
                while open_ and (last := open_.pop()):
                    seen.pop()
                    out.append(f"END:{last}")
                    if last == part:
                        break
        elif not passed and open_ and name in _KEPT[open_[-1]]:
            if name in seen[-1] and name not in _SEVERAL_TIMES:
                continue
            if written := _line(name, rest, open_[-1]):
                seen[-1].add(name)
                out.append(written)
    out += [f"END:{part}" for part in reversed(open_)]
    return "\r\n".join(out)


def unfolded(text: str) -> list[str]:
    """The content lines, whatever ends and folds them."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line[:1] in (" ", "\t") and lines:
            if len(lines[-1]) < MAX_VALUE:
                lines[-1] += line[1:]
        elif line.strip():
            if len(lines) >= MAX_LINES:
                break
            lines.append(line.strip("\ufeff"))
    return lines


def _line(name: str, rest: str, within: str) -> str:
    """One line as it is kept: a value, and of its parameters only the zone."""
    if name == "ORGANIZER":
        found = _MAILTO.search(rest)
        return f"ORGANIZER:mailto:{found[1][:254]}" if found else ""
    if name in _TIMES or name in _SEVERAL_TIMES:
        # The name of a zone may hold a colon that nobody put into quotation marks; a time begins with its year.
        found = _TIME_BEGINS.search(rest)
        values = rest[found.end() :].split(",")[: 400 if name in _SEVERAL_TIMES else 1] if found else []
        return _timed(name, rest[: found.start()] if found else "", values, within)
    head = _PARAMETERS.match(rest)
    # Quotation marks that nobody closed: the value begins at the first colon all the same.
    value = rest[head.end() :] if head else rest.partition(":")[2]
    value = value[:MAX_VALUE]
    if name == "RRULE" and within == "VEVENT":
        # Kept as text: what is no rule makes the library refuse it, and what never ends keeps it busy.
        return f"{RULE}:{_SPACE.sub('', value).upper()[:500]}"
    if name == "RRULE" and not _YEARLY.fullmatch(_SPACE.sub("", value)):
        return ""
    if name == "SEQUENCE" and not (value.strip().isascii() and value.strip().isdigit() and len(value) < 10):
        return ""
    return f"{name}:{value.strip() if name != 'DESCRIPTION' else value}"


def _timed(name: str, parameters: str, values: list[str], within: str) -> str:
    found = [match for value in values if (match := _TIME.fullmatch(value.partition("/")[0]))]
    if not found:
        return ""
    whole = found[0][4] is None
    same = [match for match in found if (match[4] is None) == whole]
    days = [f"{match[1]}{match[2]}{match[3]}" for match in same]
    if within != "VEVENT":
        # Outlook's clocks change since 1601: what they did before there were any is worked out for nothing.
        days = [day if day >= "1970" else f"1972{day[4:]}" for day in days]
    if whole:
        return f"{name};VALUE=DATE:{','.join(days)}"
    times = [f"T{match[4]}{match[5]}{match[6] or '00'}{match[7].upper()}" for match in same]
    zone = _ZONE.search(parameters)
    stated = (zone[1] or zone[2] or "").strip().replace('"', "") if zone and not same[0][7] else ""
    return f"{name}{f';TZID={chr(34)}{stated}{chr(34)}' if stated else ''}:" + ",".join(
        day + time for day, time in zip(days, times, strict=True)
    )
