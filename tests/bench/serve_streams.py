"""Keep many pages open while a story is saved again and again: what each of them hears, and what memory it takes.

    python tests/bench/serve_streams.py CONTENT [--streams 200] [--edits 1000] [--pause 0.3]

CONTENT is copied first and stays as it is. Half of the streams are of the story that changes and must hear of every
edit, half of the index of back issues and hear nothing after their first. Every hundred edits a line of JSON
tells the least and the most that a stream of each kind heard, and the server's resident memory.
"""

import argparse
import json
import socket
import sys
import time
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from serve_edits import newest_story, page_of, replace, served


def listen(address: str, page: str, heard: list[int], place: int) -> None:
    """Open a stream and count its messages until it ends."""
    where = urlsplit(address)
    with socket.create_connection((where.hostname or "", where.port or 0)) as client:
        client.sendall(f"GET /.serve/events?page={page} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        last = b""
        while part := client.recv(65536):
            # a mark may be cut in two where packets end
            heard[place] += (last + part).count(b"\n\ndata: ")
            last = part[-7:]


def main() -> None:
    """Print a line of JSON every hundred edits; exit with 1 where a stream missed an edit or heard too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("content", type=Path)
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--pause", type=float, default=0.3, help="seconds between two edits")
    given = parser.parse_args()
    with served(given.content) as (server, content):
        story = newest_story(content)
        path, half = content / story, given.streams // 2
        heard = [0] * given.streams
        for place in range(given.streams):
            page = page_of(story) if place < half else "archive/index.html"
            Thread(target=listen, args=(server.address, page, heard, place), daemon=True).start()
        while not all(heard):
            time.sleep(0.1)
        text = path.read_text("utf-8")
        for number in range(1, given.edits + 1):
            replace(path, f"{text}\n\nEdit {number}.\n")
            time.sleep(given.pause)
            if number % 100 == 0:
                told, still = ([count - 1 for count in part] for part in (heard[:half], heard[half:]))
                counts = {"told": [min(told), max(told)], "others": [min(still), max(still)]}
                print(json.dumps({"edits": number, **counts, "memory_mb": server.memory()}), flush=True)
        time.sleep(2)
        good = min(heard[:half]) > given.edits and max(heard[half:]) == 1
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
