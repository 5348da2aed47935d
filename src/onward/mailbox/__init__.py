"""The person's mailbox on a server: read where it is, never changed; what may belong to the search goes to mail."""
