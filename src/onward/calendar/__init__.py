"""The way out to a calendar program: a feed with a secret address, and a file."""
