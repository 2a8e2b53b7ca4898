"""Static site generator for the digital edition of a newspaper."""
