"""Tables that people keep already, from any spreadsheet or tracker, brought into the record as one act.

A table's way: `grids` (what kind of file, cells as text) → `headings` (where it begins) → `meanings` (what each
column holds) → `telling` (what each row says, with dates and bounds) → `joining` (is it known already?) →
`plans` (all of it, before anything is written) → `actions` (one act with one undo).
"""
