"""Charts as SVG, drawn on the server: rows of intervals, a curve with its band, and the flow through stages.

A chart is text with classes and no style of its own; `charts.css` gives it the colours of day, night and paper. Lengths
are units of the view box, which is as wide as the page's column.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 640
#: Units from one row of intervals to the next; where its words and its bar lie in it.
_ROW, _WORDS, _BAR = 62, 22, 42
#: Where scales of shares end: the first that is large enough.
_ENDS = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
#: The curve's frame.
_LEFT, _RIGHT, _TOP, _FLOOR = 4, 636, 34, 290
#: Units of the flow: where nodes begin, how high all applications are, where the ends stand.
_HEAD, _HIGH, _END_AT, _NODE, _LINE = 64, 230, 430, 10, 31
_HEADS = (22, 52)
_STATIC = Path(__file__).parent / "static" / "onward"


@dataclass(frozen=True, slots=True)
class Row:
    """An interval of shares (0 to 1) with its estimate; `few`: drawn as a sketch, for too little is known."""

    label: str
    #: How many cases: "7 of 41".
    note: str
    low: float
    estimate: float
    high: float
    #: A share to hold it against, drawn as a mark.
    usual: float | None = None
    few: bool = False
    #: A range to hold it against, drawn as a line beneath.
    beside: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A curve's value on a day, with its interval."""

    day: int
    low: float
    estimate: float
    high: float


@dataclass(frozen=True, slots=True)
class Node:
    """A stage or an end of the flow; `tone` is go, over or nothing."""

    key: str
    label: str
    tone: str = ""


def intervals(key: str, title: str, told: str, rows: Sequence[Row]) -> SafeString:
    """A row for each: its name, how many cases, a bar for the interval and a dot for the estimate."""
    end = scale_end(max((max(row.high, row.usual or 0, *(row.beside or ())) for row in rows), default=1))
    bottom = _ROW * len(rows)
    drawn = format_html_join("", "{}", ((_row(row, _ROW * place, end),) for place, row in enumerate(rows)))
    marks = ((0.0, "start"), (end / 2, "middle"), (end, "end"))
    axis = format_html_join(
        "",
        '<path class="rule" d="M{} 0V{}"/><text class="soft" x="{}" y="{}" text-anchor="{}">{}</text>',
        ((_x(at, end), bottom, _x(at, end), bottom + 24, anchor, percent(at)) for at, anchor in marks),
    )
    return _chart(key, title, told, bottom + 32, axis + drawn)


def curve(
    key: str,
    title: str,
    told: str,
    points: Sequence[Point],
    days: str,
    at: Sequence[tuple[int, str]] = (),
    *,
    few: bool = False,
) -> SafeString:
    """A curve over days with its band; `days` names the axis, `at` are days to be marked with a few words.

    With `few` it is drawn as a sketch.
    """
    last = max(points[-1].day, 1)
    end = scale_end(max(point.high for point in points))

    def x(day: float) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * day / last, 1)

    def y(share: float) -> float:
        return round(_FLOOR - (_FLOOR - _TOP) * share / end, 1)

    upper = [f"{x(one.day)} {y(one.high)}" for one in points]
    lower = [f"{x(one.day)} {y(one.low)}" for one in reversed(points)]
    middle = [f"{x(one.day)} {y(one.estimate)}" for one in points]
    shares = format_html_join(
        "",
        '<path class="rule" d="M{} {}H{}"/><text class="soft halo" x="{}" y="{}">{}</text>',
        (
            (_LEFT, y(part * end), _RIGHT, _LEFT, y(part * end) - 6, percent(part * end))
            for part in (0.5, 1.0)
        ),
    )
    steps = [round(last * part) for part in (0, 1 / 3, 2 / 3, 1)]
    axis = format_html_join(
        "",
        '<text class="soft" x="{}" y="{}" text-anchor="{}">{}</text>',
        (
            (x(day), _FLOOR + 26, anchor, days % {"n": day} if place == 3 else day)
            for place, (day, anchor) in enumerate(
                zip(steps, ("start", "middle", "middle", "end"), strict=True)
            )
        ),
    )
    found = format_html_join(
        "",
        '<path class="at" d="M{} {}V{}"/><text class="halo" x="{}" y="{}" text-anchor="{}">{}</text>',
        (
            (x(day), _TOP, _FLOOR, x(day) + (-8 if day > last / 2 else 8), _FLOOR - 14 - 34 * place,
             "end" if day > last / 2 else "start", words)
            for place, (day, words) in enumerate(at) if day <= last
        ),
    )  # fmt: skip
    body = format_html(
        '<path class="rule" d="M{} {}H{}"/>{}<g{}><path class="band" d="M{}L{}Z"/><path class="line" d="M{}"/></g>{}{}',
        _LEFT, _FLOOR, _RIGHT, shares, _sketch(few), "L".join(upper), "L".join(lower), "L".join(middle), found, axis,
    )  # fmt: skip
    return _chart(key, title, told, _FLOOR + 34, body)


def flow(
    key: str,
    title: str,
    told: str,
    links: Sequence[tuple[str, str, int]],
    stages: Sequence[Node],
    ends: Sequence[Node],
) -> SafeString:
    """Ribbons as wide as their counts, from stage to stage and to the ends at the right, which are named with counts."""
    coming, leaving = _sums(links, 1), _sums(links, 0)
    through = {node.key: max(coming.get(node.key, 0), leaving.get(node.key, 0)) for node in (*stages, *ends)}
    stages = [node for node in stages if through[node.key]]
    ends = [node for node in ends if through[node.key]]
    unit = _HIGH / max(max(through.values(), default=1), 1)
    high = {name: max(count * unit, 1.5) for name, count in through.items()}
    left = {node.key: round(place * _END_AT / len(stages), 1) for place, node in enumerate(stages)}
    left |= {node.key: float(_END_AT) for node in ends}
    tops = {node.key: float(_HEAD) for node in stages}
    at = float(_HEAD)
    for node in ends:
        tops[node.key] = at
        at += max(high[node.key] + 10, _LINE)
    order = {node.key: place for place, node in enumerate((*stages, *ends))}
    out, into = dict(tops), dict(tops)
    ribbons = []
    tones = {node.key: node.tone for node in (*stages, *ends)}
    names = {node.key: node.label for node in (*stages, *ends)}
    # Of each node the ribbons leave in the order of where they go, and arrive in the order of where they come from.
    arrive = {}
    for begin, end, count in sorted(links, key=lambda link: (order[link[1]], -order[link[0]])):
        arrive[begin, end] = into[end]
        into[end] += count * unit
    for begin, end, count in sorted(links, key=lambda link: (order[link[0]], order[link[1]])):
        shape = _ribbon(
            left[begin] + _NODE, out[begin], left[end], arrive[begin, end], max(count * unit, 1.5)
        )
        out[begin] += count * unit
        ribbons.append((tones[end], shape, names[begin], names[end], count))
    drawn = format_html_join(
        "", '<path class="ribbon" data-tone="{}" d="{}"><title>{} → {}: {}</title></path>', ribbons
    )
    nodes = format_html_join(
        "",
        '<rect class="node" x="{}" y="{}" width="{}" height="{}"/>',
        ((left[name], round(tops[name], 1), _NODE, round(high[name], 1)) for name in left),
    )
    # Every second head stands lower, so that long names find room beside each other.
    heads = format_html_join(
        "",
        '<path class="rule" d="M{} {}V{}"/><text class="halo" x="{}" y="{}">{} <tspan class="head">{}</tspan></text>',
        (
            (left[node.key] + 1, line + 6, _HEAD, left[node.key], line, node.label, through[node.key])
            for place, node in enumerate(stages)
            for line in (_HEADS[place % 2],)
        ),
    )
    named = format_html_join(
        "",
        '<text class="halo" x="{}" y="{}">{} <tspan class="head">{}</tspan></text>',
        (
            (_END_AT + _NODE + 8, round(tops[node.key] + min(high[node.key] / 2 + 8, _LINE), 1), node.label,
             through[node.key])
            for node in ends
        ),
    )  # fmt: skip
    return _chart(key, title, told, round(max(at, _HEAD + _HIGH) + 8), drawn + nodes + heads + named)


def standalone(chart: SafeString) -> str:
    """A chart as a file of its own: the colours of the day are written into it, nothing is loaded."""
    head, bracket, rest = str(chart).partition(">")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{bracket}<style>{_style()}</style>{rest}\n'


def scale_end(most: float) -> float:
    """Where a scale of shares ends so that the largest fits."""
    return next((end for end in _ENDS if most <= end), 1.0)


def percent(share: float) -> str:
    """A mark of the scale: 20 %, 2.5 %."""
    return f"{round(100 * share, 1):g} %"


def _row(row: Row, top: int, end: float) -> SafeString:
    low, high = _x(row.low, end), _x(row.high, end)
    usual = (
        format_html('<path class="usual" d="M{} {}v24"/>', _x(row.usual, end), top + _BAR - 12)
        if row.usual
        else ""
    )
    if row.beside:
        first, last = (_x(one, end) for one in row.beside)
        usual = format_html('{}<path class="usual" d="M{} {}H{}"/>', usual, first, top + _BAR + 11, last)
    return format_html(
        '<g{}><text class="halo" x="4" y="{}">{}</text><text class="halo soft" x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="bar" x="{}" y="{}" width="{}" height="12" rx="6"/>{}<circle class="dot" cx="{}" cy="{}" r="8"/></g>',
        _sketch(row.few), top + _WORDS, row.label, _RIGHT, top + _WORDS, row.note,
        low, top + _BAR - 6, round(max(high - low, 2), 1), usual, _x(row.estimate, end), top + _BAR,
    )  # fmt: skip


def _sketch(few: bool) -> str:
    return SafeString(' class="few"') if few else ""


def _x(share: float, end: float) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * share / end, 1)


def _sums(links: Iterable[tuple[str, str, int]], side: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for link in links:
        name = str(link[side])
        found[name] = found.get(name, 0) + link[2]
    return found


def _ribbon(x0: float, y0: float, x1: float, y1: float, high: float) -> str:
    half, (a, b, c, d) = (
        round((x0 + x1) / 2, 1),
        (round(one, 1) for one in (y0, y1, y1 + high, y0 + high)),
    )
    return f"M{x0} {a}C{half} {a} {half} {b} {x1} {b}V{c}C{half} {c} {half} {d} {x0} {d}Z"


def _chart(key: str, title: str, told: str, height: float, body: SafeString) -> SafeString:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="{}-title {}-told"><title id="{}-title">{}</title><desc id="{}-told">{}</desc>{}</svg>',
        WIDTH, height, key, key, key, title, key, told, body,
    )  # fmt: skip


@cache
def _style() -> str:
    """The rules of charts with every property and the colours of the day put in, for programs that know neither."""
    tokens = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", (_STATIC / "tokens.css").read_text("utf-8")))
    rules = re.findall(r"^\.chart[^{]*\{[^}]*\}", (_STATIC / "charts.css").read_text("utf-8"), re.MULTILINE)

    def value(found: re.Match[str]) -> str:
        return re.sub(r"light-dark\(([^,]+),[^)]+\)", r"\1", tokens[found[1]])

    written = re.sub(r"var\((--[\w-]+)\)", value, "".join(rules))
    return written.replace("width: 100%; height: auto; ", "").replace("&", "").replace("<", "")
