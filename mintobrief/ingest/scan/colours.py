"""Any kind of picture as RGB on white paper."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageCms

Pixels = NDArray[np.uint8]

_WHITE = (255, 255, 255, 255)
_SPACES = {"L": "GRAY", "RGB": "RGB", "RGBA": "RGB", "CMYK": "CMYK", "LAB": "Lab"}
_DEPTHS = (1, 255, 1023, 4095, 16383, 65535)  # what white is, by the bits a scanner has
_BAND = 1024  # rows
_WHITE_IS_ZERO = 262, 0  # TIFF's tag for it, and the value


def colours(picture: Image.Image) -> Pixels:
    """The picture as sRGB, by its own colour profile where it has a sound one."""
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        picture = _eight_bits(picture)
    if picture.mode == "CMYK" and picture.format == "JPEG" and "adobe" not in picture.info:
        picture = _keeping_profile(ImageChops.invert(picture), picture)  # Pillow assumes Adobe's
    if picture.has_transparency_data or picture.mode == "P":
        wanted = "RGBA" if picture.has_transparency_data else "RGB"
        picture = _keeping_profile(picture.convert(wanted), picture)
    picture = _standard(picture)
    if picture.mode == "RGBA":
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, _WHITE), picture)
    return _pixels(picture if picture.mode == "RGB" else picture.convert("RGB"))


def _pixels(picture: Image.Image) -> Pixels:
    """Copied in bands: Pillow hands over a whole picture as bytes, a second copy of it."""
    width, height = picture.size
    found = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _BAND):
        band = picture.crop((0, top, width, min(top + _BAND, height)))
        found[top : top + band.height] = np.asarray(band)
    return found


def _keeping_profile(changed: Image.Image, before: Image.Image) -> Image.Image:
    profile = before.info.get("icc_profile")
    changed.info["icc_profile"] = profile
    return changed


def _standard(picture: Image.Image) -> Image.Image:
    """In sRGB; a profile that is broken, or made for other colours, is no reason to stop."""
    wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        profile = _profile(picture)
        if profile is None or "sRGB" in ImageCms.getProfileDescription(profile):
            return picture
        standard = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, profile, standard, outputMode=wanted)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return turned or picture


def _profile(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    if picture.mode == "LAB":
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    content = picture.info.get("icc_profile")
    if not isinstance(content, bytes) or not content:
        return None
    profile = ImageCms.ImageCmsProfile(BytesIO(content))
    fits = profile.profile.xcolor_space.strip() == _SPACES.get(picture.mode)
    return profile if fits else None


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Deep greys scaled down; Pillow's own conversion would cut everything above 255."""
    deep = np.nan_to_num(np.asarray(picture, dtype=np.float32), posinf=0.0, neginf=0.0)
    top = float(deep.max(initial=0))
    full = next((depth for depth in _DEPTHS if top <= depth), top)
    grey = (deep.clip(0) * (255.0 / full)).astype(np.uint8)
    tag, value = _WHITE_IS_ZERO
    if getattr(picture, "tag_v2", {}).get(tag) == value:
        grey = 255 - grey  # Pillow turns such pictures round at 8 bits, and not at 16
    return _keeping_profile(Image.fromarray(grey), picture)
