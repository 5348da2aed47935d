"""Who owns what: owner, access, sign-in, export, erase."""
