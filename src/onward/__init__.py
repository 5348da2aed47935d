"""The feedback loop for a job search."""

__version__ = "0.1.0"
