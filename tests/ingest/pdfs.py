"""PDFs written by hand, object by object."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
A4 = (595, 842)


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content)


def page(
    content: bytes, *, more: bytes = b"", size: tuple[int, int] = A4, fonts: bytes = FONT
) -> tuple[bytes, bytes, bytes]:
    """What `write` takes for a page; `more` stands in its dictionary, /I is its picture."""
    return content, b"/MediaBox[0 0 %d %d]" % size + more, fonts


def text(*lines: tuple[int, int, str], mode: int = 0, size: int = 14) -> bytes:
    """Text at places in points from the bottom left."""
    shown = (b"1 0 0 1 %d %d Tm (%s) Tj" % (x, y, words.encode()) for x, y, words in lines)
    return b"BT /F %d Tf %d Tr %s ET" % (size, mode, b" ".join(shown))


def picture(image: Image.Image) -> bytes:
    jpeg = io.BytesIO()
    image.convert("RGB").save(jpeg, "JPEG")
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
    return stream(jpeg.getvalue(), head + b"/Width %d/Height %d" % image.size)


def write(
    path: Path,
    pages: Sequence[tuple[bytes, bytes, bytes]],
    *,
    image: bytes = b"null",
    catalog: bytes = b"",
    others: Sequence[bytes] = (),
) -> Path:
    """A PDF; `others` are further objects from number 4 on, for whatever `catalog` points to."""
    objects = [b"", b"", image, *others]
    kids: list[bytes] = []
    for content, dictionary, font in pages:
        at = len(objects) + 1
        kids.append(b"%d 0 R" % at)
        resources = b"/Resources<</Font<</F %s>>/XObject<</I 3 0 R>>>>" % font
        where = b"/Type/Page/Parent 2 0 R/Contents %d 0 R" % (at + 1)
        objects += [b"<<%s%s%s>>" % (where, dictionary, resources), stream(content)]
    objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    path.write_bytes(written(*objects))
    return path


def written(*objects: bytes, head: bytes = b"%PDF-1.7\n", trailer: bytes = b"") -> bytes:
    """Objects as they are given, from number 1 on, with a right table of where they stand."""
    out, places = io.BytesIO(), []
    out.write(head)
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer))
    out.write(b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()
