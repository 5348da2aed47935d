"""Postings as they were: given by the person, read for what they say, kept because they will vanish."""
