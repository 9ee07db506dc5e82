"""What axe does not see: words broken in two, things past the right edge, cells over each other, no focus ring.

Every check takes a Playwright page that is loaded, and returns sentences about what is wrong; empty = good.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (320, 390, 768, 1024, 1280, 1600)
"""Phone, phone, tablet, small and normal laptop, desk. 320 px is also 1280 px at 400 % zoom (WCAG 1.4.10)."""

WHOLE_WORDS = (
    "h1, h2, h3, h4, th, td, caption, dt, dd, button, summary, legend, label, "
    ".utrecht-button-link, .mc-badge, .mc-chips a, .mc-nav a, .mc-note p"
)
"""Where a word may never be split over two lines."""

MAY_BREAK = "code, .mc-mono, .mc-code, .mc-fingerprint, textarea, .mc-vh, [hidden]"
"""Where it may: addresses, hashes and what a person types."""

LONGEST = 30
"""A word of more letters fits no column of a phone; two words joined by a slash are as one to a browser."""

_AXE_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_BROKEN_WORDS = """([inside, except, longest]) => {
  const wrong = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!parent.closest(inside) || parent.closest(except) || !parent.checkVisibility()) continue;
    for (const match of node.data.matchAll(/[^\\s\\u00ad\\u200b–—-]+/gu)) {
      if (match[0].length > longest || match[0].includes("/")) continue;
      const range = document.createRange();
      range.setStart(node, match.index); range.setEnd(node, match.index + match[0].length);
      const lines = new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top)));
      if (lines.size > 1) wrong.push(`"${match[0]}" is broken over ${lines.size} lines in <${parent.tagName.toLowerCase()}>`);
    }
  }
  return wrong;
}"""

_PAST_THE_EDGE = """() => {
  const edge = document.documentElement.clientWidth, wrong = [];
  const whole = document.documentElement.scrollWidth;
  if (whole > edge) wrong.push(`the page scrolls sideways: ${whole} px in ${edge} px`);
  const scrolls = (node) => {
    for (let up = node.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  for (const node of document.body.querySelectorAll("*")) {
    if (!node.checkVisibility() || node.closest(".mc-vh, .utrecht-skip-link, svg > *")) continue;
    const box = node.getBoundingClientRect();
    const name = `<${node.tagName.toLowerCase()} class="${node.className.baseVal ?? node.className}">`;
    if (box.width && (box.right > edge + 0.5 || box.left < -0.5) && !scrolls(node))
      wrong.push(`${name} runs from ${Math.round(box.left)} to ${Math.round(box.right)} px of ${edge}`);
  }
  return wrong;
}"""

_OVERLAPS = """() => {
  const wrong = [];
  const words = (node) => (node.innerText || "").trim().slice(0, 40);
  const rows = "tr, .mc-facts, .mc-chips, .mc-actions, .mc-meta, .mc-legend, .mc-files, .mc-panel__head, .mc-form, .mc-main > *";
  const boxed = "td, th, dd, button, .utrecht-button-link, .mc-badge, .mc-redacted, .mc-note, .mc-chips a";
  for (const group of document.querySelectorAll(rows)) {
    const boxes = [...group.children].filter(n => n.checkVisibility() && !n.matches(".mc-vh, input[type=hidden]"))
      .map(n => [n, n.getBoundingClientRect()]).filter(([, b]) => b.width && b.height);
    boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
      const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (wide > 1 && high > 1) wrong.push(`"${words(a)}" and "${words(b)}" lie over each other`);
    }));
  }
  for (const box of document.querySelectorAll(boxed)) {
    if (!box.checkVisibility() || !box.clientWidth || box.closest(".mc-vh")) continue;
    for (const part of box.querySelectorAll("*")) {
      if (!part.checkVisibility() || part.closest(".mc-vh, .mc-clamp > *")) continue;
      const inner = part.getBoundingClientRect(), outer = box.getBoundingClientRect();
      if (inner.width && inner.right > outer.right + 1)
        wrong.push(`"${words(part) || part.tagName}" sticks out of <${box.tagName.toLowerCase()}>`);
    }
    if (box.scrollHeight > box.clientHeight + 2 && getComputedStyle(box).display !== "inline" && box.clientHeight)
      wrong.push(`"${words(box)}" is higher than its <${box.tagName.toLowerCase()}>`);
  }
  return wrong;
}"""

_INLINE_CODE = """() => [...document.querySelectorAll("*")]
  .filter(n => n.getAttribute("style") || n.tagName === "STYLE" || n.getAttributeNames().some(a => a.startsWith("on"))
    || (n.tagName === "SCRIPT" && !n.src && !n.type.endsWith("json")))
  .map(n => `<${n.tagName.toLowerCase()}> carries inline style or script`)"""

_FOCUSED = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const style = getComputedStyle(node);
  return {name: (node.innerText || node.getAttribute("aria-label") || node.id || node.tagName).trim().slice(0, 40),
          width: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), tag: node.tagName};
}"""


def broken_words(page: Page, inside: str = WHOLE_WORDS, except_in: str = MAY_BREAK) -> list[str]:
    """Words of which the letters stand on more than one line. A hyphen or dash may end a line."""
    return _unique(page.evaluate(_BROKEN_WORDS, [inside, except_in, LONGEST]))


def past_the_edge(page: Page) -> list[str]:
    """Sideways scroll of the page, and boxes outside it that are not in a row that scrolls by itself."""
    return _unique(page.evaluate(_PAST_THE_EDGE))


def overlaps(page: Page) -> list[str]:
    """Neighbours over each other, and content that sticks out of its cell, button or badge."""
    return _unique(page.evaluate(_OVERLAPS))


def inline_code(page: Page) -> list[str]:
    """Inline style or script, which the content security policy would drop without a word."""
    return _unique(page.evaluate(_INLINE_CODE))


def without_focus_ring(page: Page, steps: int = 80, least: float = 3.0) -> list[str]:
    """Tab through the page; what gets the focus with an outline thinner than `least` px."""
    wrong: list[str] = []
    page.evaluate("() => document.activeElement && document.activeElement.blur()")
    for _ in range(steps):
        page.keyboard.press("Tab")
        seen: dict[str, Any] | None = page.evaluate(_FOCUSED)
        if seen is None:
            break
        if seen["width"] < least:
            wrong.append(f'"{seen["name"]}" ({seen["tag"].lower()}) has a focus ring of {seen["width"]} px')
    return _unique(wrong)


def axe_violations(page: Page) -> list[str]:
    """WCAG 2.2 A and AA and best practice, by axe-core: rule, first element, how often."""
    # Only what is wrong is described, and no rule among these reads the style sheets themselves: a second a page.
    options = {"runOnly": {"type": "tag", "values": list(_AXE_RULES)}, "resultTypes": ["violations"], "preload": False}
    response = Axe().run(page, options=options).response
    return [
        f"axe {found['id']} ({len(found['nodes'])} x): {found['help']}: {found['nodes'][0]['html'][:160]}"
        for found in response["violations"]
    ]


def layout_problems(page: Page) -> list[str]:
    """All checks of the picture at the present width."""
    return broken_words(page) + past_the_edge(page) + overlaps(page) + inline_code(page)


def at_each_width(page: Page, widths: tuple[int, ...] = WIDTHS, height: int = 900) -> Iterator[int]:
    """Set the page to each width in turn; check inside the loop."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("() => document.fonts.ready.then(() => true)")
        yield width


def assert_page(page: Page, widths: tuple[int, ...] = WIDTHS, axe_at: tuple[int, ...] = (390, 1280)) -> None:
    """Raise AssertionError with every problem at every width; axe runs at `axe_at` only (over a second each)."""
    wrong = []
    for width in at_each_width(page, widths):
        found = layout_problems(page) + (axe_violations(page) if width in axe_at else [])
        wrong += [f"{width} px: {text}" for text in found]
    assert not wrong, f"{page.url}\n" + "\n".join(wrong)


def _unique(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))
