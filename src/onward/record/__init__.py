"""The work-search record: what the person did each week, for an office or a counsellor that asks."""
