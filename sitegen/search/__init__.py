"""Search: documents -> terms -> postings -> parts that a browser loads; `docs/search-formats.md` has the formats.

No module is imported here, so that who needs `documents` only does not pay for numpy.
"""

import os

# numpy's library of linear algebra, which search has no use for, starts a thread for each core and lets them run in
# circles while it waits: 80 ms of processor time, where other processes of a build have work for that core
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
