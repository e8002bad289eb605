"""The README's picture: a participant's phone beside a leader's desktop."""

from __future__ import annotations

import base64

SIZE = {"width": 1180, "height": 640}
PAGE = """<!DOCTYPE html>
<style>
  body {{ margin: 0; background: #e4e0d6; }}
  img {{ position: absolute; object-fit: cover; object-position: top; border: 1px solid #0e5460;
         box-shadow: 0 8px 24px rgb(27 38 41 / 25%); }}
  .desktop {{ left: 36px; top: 36px; width: 800px; height: 568px; border-radius: 10px; }}
  .phone {{ right: 36px; top: 36px; width: 272px; height: 558px; border-radius: 26px;
            border-width: 6px; }}
</style>
<img class="desktop" src="{desktop}" alt=""><img class="phone" src="{phone}" alt="">
"""


def draw(folder, browser, target):
    """Put two of the pictures in `folder` beside each other in `target`."""
    page = browser.new_page(viewport=SIZE)
    page.set_content(
        PAGE.format(
            desktop=inline(folder / "leader" / "leader-1280.png"),
            phone=inline(folder / "participant" / "hours-390.png"),
        )
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target)
    page.close()


def inline(file):
    return f"data:image/png;base64,{base64.b64encode(file.read_bytes()).decode()}"
