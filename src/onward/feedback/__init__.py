"""Asking for feedback and keeping what comes: drafts, received feedback, its points and patterns."""
