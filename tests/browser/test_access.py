"""No barrier that axe-core can see on any kind of page, in each theme, on a phone and on a desk."""

import json
from pathlib import Path
from typing import Any

import pytest
from kinds_of_page import KINDS, visit
from playwright.sync_api import Page
from tools import node_modules

WIDTHS = (360, 1280)
THEMES = ("light", "paper", "dark")
ASKED = {"target-size": {"enabled": True}}
"""WCAG 2.2, 2.5.8: targets of 24 pixels, or room around them. Axe asks it only when told to."""

COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules that a theme can break: it changes nothing but colours, so the others are asked once."""


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Return what axe-core says of a page, one line for each element."""
    # nothing is loaded again to be looked at: a browser refuses that on a disk
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False, "rules": ASKED}
    if rules:
        del options["rules"]
        options["runOnly"] = {"type": "rule", "values": rules}
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def visit_with_axe(page: Page, root: Path, kind: str, width: int) -> None:
    """Open a page of a kind and give it axe-core."""
    visit(page, root, kind, width)
    page.add_script_tag(path=node_modules() / "axe-core" / "axe.min.js")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_page_has_a_barrier_in_any_theme(reader: Page, sample: Path, kind: str, width: int) -> None:
    visit_with_axe(reader, sample, kind, width)
    reader.emulate_media(color_scheme="light")
    faults = violations(reader)
    for theme in THEMES[1:]:
        reader.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        faults += [f"{theme}: {line}" for line in violations(reader, COLOURS)]
    assert faults == []
    # WCAG 2.2, 1.4.10: 1280 pixels at 400 % are 320
    reader.set_viewport_size({"width": 320, "height": 900})
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320


def test_reading_settings_have_no_barrier(reader: Page, sample: Path) -> None:
    visit_with_axe(reader, sample, "article", 360)
    reader.get_by_role("button", name="字号").click()
    # axe does not know that what lies under an open panel cannot be touched, so it measures the way to that
    assert [line for line in violations(reader) if not line.startswith("target-size")] == []
    boxes = [one.bounding_box() for one in reader.locator(".tools :is(button, label):visible").all()]
    assert [box for box in boxes if not box or min(box["width"], box["height"]) < 24] == []


def test_the_dark_of_the_system_is_the_dark_theme(reader: Page, sample: Path) -> None:
    visit_with_axe(reader, sample, "front", 1280)
    colours = "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.body).color"
    reader.evaluate("document.documentElement.dataset.theme = 'dark'")
    chosen = reader.evaluate(colours)
    reader.evaluate("delete document.documentElement.dataset.theme")
    light = reader.evaluate(colours)
    reader.emulate_media(color_scheme="dark")
    assert reader.evaluate(colours) == chosen != light


def test_axe_finds_a_barrier_where_there_is_one(reader: Page, sample: Path) -> None:
    visit_with_axe(reader, sample, "article", 360)
    reader.evaluate("document.querySelector('.text').insertAdjacentHTML('beforeend', '<a href=\"#\"></a>')")
    reader.add_style_tag(content=".text p { color: #999 }")
    said = " ".join(violations(reader))
    assert "link-name" in said
    assert "color-contrast" in said


def test_text_has_seven_to_one_and_the_accent_four_and_a_half(reader: Page, sample: Path) -> None:
    visit_with_axe(reader, sample, "front", 1280)
    for theme in THEMES:
        reader.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        contrast = reader.evaluate("""() => {
          const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const light = (name) => {
            const made = getComputedStyle(document.documentElement).getPropertyValue(name);
            const probe = document.body.appendChild(document.createElement("i"));
            probe.style.color = made;
            pen.fillStyle = getComputedStyle(probe).color;
            probe.remove();
            pen.fillRect(0, 0, 1, 1);
            const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => {
              const share = part / 255;
              return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
          };
          const paper = light("--paper");
          return ["--ink", "--soft", "--mark"].map((name) => {
            const own = light(name);
            return Math.max(own, paper) / Math.min(own, paper);
          });
        }""")
        assert contrast[0] >= 7, theme
        assert contrast[1] >= 7, theme
        assert contrast[2] >= 4.5, theme


def test_nothing_moves_where_the_reader_asks_for_no_motion(reader: Page, sample: Path) -> None:
    reader.emulate_media(reduced_motion="reduce")
    for kind in ("front", "article", "archive"):
        visit_with_axe(reader, sample, kind, 1280)
        moving = reader.evaluate("""() => [...document.querySelectorAll("*")].filter((one) => {
          const style = getComputedStyle(one);
          return style.animationName !== "none" || style.transitionDuration !== "0s"
            || style.scrollBehavior === "smooth";
        }).map((one) => one.tagName)""")
        assert moving == [], kind


def test_the_focus_is_seen_on_everything_that_takes_it(reader: Page, sample: Path) -> None:
    for kind in ("front", "issue-with-replica", "article", "archive", "search"):
        visit_with_axe(reader, sample, kind, 1280)
        reader.evaluate("document.activeElement.blur()")
        unseen = []
        for _ in range(60):
            reader.keyboard.press("Tab")
            seen = reader.evaluate("""() => {
              const one = document.activeElement;
              if (one === document.body) return "";
              const marks = [one, ...one.querySelectorAll("*"), ...(one.labels || [])];
              const outlined = marks.some((part) => {
                const style = getComputedStyle(part);
                return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
                  || (part.tagName === "polygon" && style.stroke !== "rgba(0, 0, 0, 0)" && style.stroke !== "none");
              });
              return outlined ? "" : one.outerHTML.slice(0, 120);
            }""")
            if seen:
                unseen.append(seen)
        assert unseen == [], kind
