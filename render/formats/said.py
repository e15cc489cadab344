"""What a file or a library says, fit for one line of an error: a file's own words must not steer a terminal."""

from __future__ import annotations


def said(words: object, most: int = 80) -> str:
    """At most `most` characters, all printable."""
    return "".join(mark if mark.isprintable() else "?" for mark in " ".join(str(words)[: 4 * most].split()))[:most]
