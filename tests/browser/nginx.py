"""A real nginx over a built paper, with the configuration of docs/hosts/nginx.conf."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from builds import ROOT
from tools import find_nginx

MIME = (
    Path("/etc/nginx/mime.types"),
    Path("/opt/homebrew/etc/nginx/mime.types"),
    Path("/usr/local/etc/nginx/mime.types"),
)
WHOLE = """
{user}
pid {folder}/nginx.pid;
error_log stderr;
daemon off;
events {{}}
http {{
    include {mime};
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/paper.conf;
}}
"""


@contextmanager
def nginx_over(paper: Path, folder: Path, asked: str = "") -> Iterator[str]:
    """Run nginx over a built paper and yield its address; `folder` is for its own files.

    `asked` names another host that `/admin/` may ask without TLS, as it may ask all others with it.
    """
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    root = folder / "root"
    root.symlink_to(paper)
    text = (ROOT / "docs" / "hosts" / "nginx.conf").read_text("utf-8")
    changes = {
        " 80;": f" 127.0.0.1:{port};",
        " /srv/paper/public;": f" {root};",
        "connect-src 'self' https:": f"connect-src 'self' https: {asked}",
    }
    for written, wanted in changes.items():
        assert text.count(written) == 1, written
        text = text.replace(written, wanted)
    (folder / "paper.conf").write_text(text, "utf-8")
    # else nginx would drop the rights of root, and pytest's folders are for their owner only
    user = "user root root;" if os.geteuid() == 0 else ""
    mime = next(path for path in MIME if path.exists())
    (folder / "nginx.conf").write_text(WHOLE.format(user=user, folder=folder, mime=mime), "utf-8")
    process = subprocess.Popen(
        [find_nginx(), "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE
    )
    try:
        yield _reached(process, port)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _reached(process: "subprocess.Popen[bytes]", port: int) -> str:
    for _ in range(200):
        if process.poll() is not None:
            raise AssertionError(process.communicate()[1].decode())
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return f"http://127.0.0.1:{port}/"
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nginx does not answer")
