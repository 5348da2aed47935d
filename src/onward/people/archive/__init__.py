"""What an archive of a journal is made of: rows as lines, the sealed part, the database, the list of files."""
