import base64
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

WIDTHS = {"phone": (360, 780), "desk": (1280, 860)}
DAY = "2026-03-13T08:00:00"
POINTS = """async picture => {
  const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + picture)).blob());
  const drawn = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  drawn.drawImage(bitmap, 0, 0);
  const points = drawn.getImageData(0, 0, bitmap.width, bitmap.height).data;
  let told = "";
  for (let n = 0; n < points.length; n += 8192) told += String.fromCharCode(...points.subarray(n, n + 8192));
  return [bitmap.width, bitmap.height, btoa(told)];
}"""


@pytest.fixture(params=WIDTHS)
def analyst(request, opened):
    """A window of the desk, once as wide as a phone and once as a desk; its clock stands."""
    made = opened(*WIDTHS[request.param])
    made.page.clock.set_fixed_time(DAY)
    made.width = request.param
    return made


@pytest.fixture
def picture(analyst, tmp_path):
    """A function that takes a picture of what the analyst sees.

    Into the folder that COMMUNIQUE_PICTURES names (`make pictures`), else into a temporary one.
    """
    kept = os.environ.get("COMMUNIQUE_PICTURES")

    def take(name, *, width="desk", scheme="light"):
        if analyst.width != width:
            return
        analyst.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        analyst.page.evaluate("document.fonts.ready")
        shot = analyst.page.screenshot(animations="disabled", scale="css")
        (Path(kept or tmp_path) / f"{name}.png").write_bytes(smaller(analyst.page, shot) if kept else shot)
        analyst.page.emulate_media(color_scheme="light", reduced_motion="reduce")

    return take


@pytest.fixture
def keys(analyst):
    """A function that goes on with the tabulator until a condition on the focused element holds."""

    def until(condition, most=120):
        for _ in range(most):
            analyst.page.keyboard.press("Tab")
            if analyst.page.evaluate(f"(one => !!({condition}))(document.activeElement)"):
                return
        raise AssertionError(f"nothing that the tabulator reaches is {condition}")

    return until


def smaller(page, shot):
    """The same picture in at most 256 colours, as a PNG a third as large; the browser tells its points."""
    blank = page.context.new_page()
    width, height, told = blank.evaluate(POINTS, base64.b64encode(shot).decode())
    blank.close()
    points = np.frombuffer(base64.b64decode(told), np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    colours, where, often = np.unique(
        points @ np.array([65536, 256, 1]), return_inverse=True, return_counts=True
    )
    parts = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    palette = parts[np.argsort(-often, kind="stable")[:256]]
    nearest = ((parts[:, None] - palette[None]) ** 2).sum(axis=2).argmin(axis=1)
    rows = nearest[where].astype(np.uint8).reshape(height, width)
    lines = b"".join(b"\0" + row.tobytes() for row in rows)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"PLTE", palette.astype(np.uint8).tobytes())
        + chunk(b"IDAT", zlib.compress(lines, 9))
        + chunk(b"IEND", b"")
    )
