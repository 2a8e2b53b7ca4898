"""How a story is cited: GB/T 7714, plain text, BibTeX, RIS and CSL-JSON, all made from one `Cited`."""
