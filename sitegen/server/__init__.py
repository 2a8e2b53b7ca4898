"""Serving over HTTP: requests in, responses out; pages that hear of changes. What is served is the caller's.

`exchange` has the values, `answering` decides without a socket, `listening` has the sockets, `live` the script that a
page gets here and nowhere else.
"""
