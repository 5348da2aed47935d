"""What `onward doctor` does for a journal's file: finds damage, saves every row that can be read, compares with a backup.

Everything here works on stored values as SQLite has them, so that a damaged one stops nothing.
"""
