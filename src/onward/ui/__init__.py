"""The shell of every page: layout, style, security. Knows no domain."""
