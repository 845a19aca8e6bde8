"""What scanners do to a page: its picture at a resolution, skewed, blurred, specked, unevenly lit."""

import io
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

_PAPER = 255


@dataclass(frozen=True)
class Condition:
    """How a page was scanned.

    `skew` is in degrees, `blur` the radius in pixels, `speckle` the share of pixels that are
    specks, `light` the share of light lost in the far corner, `noise` the deviation of the paper's
    grey, `jpeg` the quality it is kept at.
    """

    name: str
    dpi: int = 300
    skew: float = 0.0
    blur: float = 0.0
    speckle: float = 0.0
    light: float = 0.0
    noise: float = 0.0
    jpeg: int = 95


def damaged(name: str, dpi: int, skew: float) -> Condition:
    """Everything together, as old scans have it."""
    return Condition(name, dpi, skew, 0.6, 0.0008, 0.35, 6.0, 60)


CONDITIONS = (
    Condition("300 clean"),
    Condition("200 clean", 200),
    Condition("150 clean", 150),
    Condition("300 skew 0.5", skew=0.5),
    Condition("300 skew 1.5", skew=1.5),
    Condition("200 skew -1", 200, skew=-1.0),
    Condition("200 blur", 200, blur=0.8),
    Condition("200 speckle", 200, speckle=0.001),
    Condition("200 light", 200, light=0.4),
    Condition("200 jpeg", 200, jpeg=40),
    damaged("200 damaged", 200, 1.0),
    damaged("300 damaged", 300, -1.5),
)


def scanned(data: bytes, condition: Condition) -> bytes:
    """A PDF as a PDF of pictures, a page each."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for index in range(len(document)):
        image = document[index].render(scale=condition.dpi / 72, grayscale=True).to_pil()
        pages.append(_damage(image.convert("L"), condition, seed=index))
    buffer = io.BytesIO()
    pages[0].save(
        buffer,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=condition.dpi,
        quality=condition.jpeg,
    )
    return buffer.getvalue()


def _damage(image: Image.Image, condition: Condition, seed: int) -> Image.Image:
    if condition.skew:
        image = image.rotate(condition.skew, Image.Resampling.BICUBIC, fillcolor=_PAPER)
    if condition.blur:
        image = image.filter(ImageFilter.GaussianBlur(condition.blur))
    grey = np.asarray(image, dtype=np.float32)
    chance = np.random.default_rng(seed)
    if condition.light:
        down, across = np.linspace(0, 1, grey.shape[0]), np.linspace(0, 1, grey.shape[1])
        grey = grey * (1 - condition.light * np.outer(down, across)).astype(np.float32)
    if condition.noise:
        grey = grey + chance.normal(0, condition.noise, grey.shape).astype(np.float32)
    if condition.speckle:
        specks = chance.random(grey.shape) < condition.speckle
        grey = np.where(specks, chance.choice((0.0, 40.0, 255.0), grey.shape), grey)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
