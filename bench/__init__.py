"""Measurements on invented mail; not part of the installed package."""
