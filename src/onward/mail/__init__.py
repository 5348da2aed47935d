"""Reading mail: it proposes events and never decides."""

import os

# The networks are small: more threads for one product of matrices only take the processors from each other. numpy's
# library reads this when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
