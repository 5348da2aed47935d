"""Today: ranks what every room suggests, and keeps the person's choices, weeks, goals and reviews."""
