"""What a host shall say with every file: the table behind `_headers`, which Netlify and Cloudflare Pages read.

The examples for other servers in `docs/hosts` say the same; tests hold them to this table.
"""

from collections.abc import Mapping

FOREVER = "public, max-age=31536000, immutable"
"""For files whose names hold a digest of their bytes (RFC 8246)."""

HASHED = "/assets/*"

DENIED = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"

Rules = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Pattern of paths and the headers of what fits it, by name and value."""


def header_rules(*, remote: bool, drafts: bool) -> Rules:
    """Return the headers of a paper; `remote` lets pictures come from other hosts, `drafts` keeps robots away."""
    everywhere = (
        ("Content-Security-Policy", content_policy(remote=remote)),
        ("Strict-Transport-Security", "max-age=31536000"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", DENIED),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        # there is nothing on these pages that only some may read, and readers of IIIF manifests ask from anywhere
        ("Access-Control-Allow-Origin", "*"),
    )
    robots = (("X-Robots-Tag", "noindex"),) if drafts else ()
    return (("/*", everywhere + robots), (HASHED, (("Cache-Control", FOREVER),)))


def content_policy(*, remote: bool) -> str:
    """Return the Content-Security-Policy: all that our pages load are files of their own, and nothing stands inline."""
    sources = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' https:" if remote else "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    return _written(sources)


def admin_headers() -> tuple[tuple[str, str], ...]:
    """Return the headers in which `/admin/` differs where a paper has a CMS, for servers that can give it its own.

    Decap compiles its forms with `eval`, writes styles into the page, asks the git host and whoever signs people in,
    shows pictures that were just chosen, and hears of the sign-in from a window that it opened on another host.
    """
    policy = {
        "default-src": "'none'",
        "script-src": "'self' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' https: blob:",
        "connect-src": "'self' https: blob:",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    return (
        ("Content-Security-Policy", _written(policy)),
        ("Cross-Origin-Opener-Policy", "same-origin-allow-popups"),
    )


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def render_headers(rules: Rules) -> str:
    """Return the rules as a `_headers` file."""
    return "".join(
        f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers) for pattern, headers in rules
    )
