"""Reading mail: it proposes events and never decides."""
