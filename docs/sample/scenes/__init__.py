"""The pictures of the sample paper, one in each module."""
