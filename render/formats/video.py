"""Video as H.264 in MP4, which every browser and player opens."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from .atomic import replacing
from .image import to_bytes


def save(
    path: str | os.PathLike[str], frames: Iterable[Any], *, fps: float = 30.0, crf: int = 18,
    on_progress: Callable[[int], None] | None = None,
) -> int:  # fmt: skip
    """Write pictures (see `image`) as they come and return how many; an odd row or column is cut off, as yuv420p asks for even sizes.

    `on_progress` is called with the number of frames written so far.
    """
    import av

    count, stream, size = 0, None, (0, 0)
    with replacing(path) as temporary, av.open(str(temporary), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        for frame in frames:
            pixels = to_bytes(frame)
            pixels = pixels[: pixels.shape[0] // 2 * 2, : pixels.shape[1] // 2 * 2]
            if stream is None:
                size = pixels.shape[:2]
                if min(size) < 2:
                    raise ValueError(f"frames of {size[1]} × {size[0]} px are too small for a video; use at least 2 × 2")
                rate = Fraction(fps).limit_denominator(1001)
                stream = container.add_stream("libx264", rate=rate, options={"crf": str(crf), "preset": "medium"})
                stream.height, stream.width = size
                stream.pix_fmt = "yuv420p"
            if pixels.shape[:2] != size:
                raise ValueError(f"frame {count} is {pixels.shape[1]} × {pixels.shape[0]} px, the first was {size[1]} × {size[0]}")
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
            count += 1
            if on_progress:
                on_progress(count)
        if stream is None:
            raise ValueError(f"cannot write {path}: there are no frames")
        container.mux(stream.encode())
    return count
