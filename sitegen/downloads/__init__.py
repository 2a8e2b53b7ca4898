"""What readers take away: books, copies that open from a disk, printed pages, and the catalogue of them.

Off unless `paper.yaml` or the command line asks for it. Each file of each issue is a batch of its own (`batches`), made
in the pool with the issue's pages (`work`), since these name its size.
"""
