"""Search: documents -> terms -> postings -> parts that a browser loads; `docs/search-formats.md` has the formats.

Nothing is imported here, so that who needs `documents` only does not pay for numpy.
"""
