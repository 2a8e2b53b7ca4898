"""Which feeds the paper has, what each is made of, and the printing of them.

A feed takes the newest stories only, so it depends on few issues: those are chosen from the summaries (`choosing`),
named with digests (`batches`), and printed in the pool (`work`).
"""
