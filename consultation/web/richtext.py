"""Markdown in, clean HTML out: nh3 cleans, bleach checks as an independent second parser.

bleach gets no further releases; it never cleans what is shown. Written text on which the two parsers
disagree is refused (ADR 0004).
"""

from __future__ import annotations

import re

import bleach
import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from consultation.errors import InvalidInput
from consultation.words import N_

TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "h3",
    "h4",
    "blockquote",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "code",
}
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto"}
_HEADING = re.compile(r"<(/?)h([1-6])>")
_SCHEMELESS = re.compile(r'href="(?!https?://|mailto:|#)', re.IGNORECASE)
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")


def check(text: str, field: str) -> None:
    """Refuse Markdown that would not show safely. Raises InvalidInput for `field`."""
    html = _html(text)
    if _SCHEMELESS.search(html):
        raise InvalidInput({field: [N_("Een link moet beginnen met https:// of mailto:. Pas de link aan.")]})
    if _plain(_nh3(html)) != _plain(_bleach(html)):
        raise InvalidInput({field: [N_("Deze tekst bevat tekens die wij niet veilig kunnen tonen. Haal opmaak of < en > weg.")]})


def render(text: str) -> Markup:
    """Return the HTML of checked Markdown; headings start at h3, so that a page keeps its order."""
    return Markup(_nh3(_html(text)))  # noqa: S704 - cleaned by nh3 on this very line


def _html(text: str) -> str:
    html = _markdown.render(text)
    html = _HEADING.sub(lambda m: f"<{m[1]}h{3 if m[2] in '123' else 4}>", html)
    return html.replace("<th>", '<th scope="col">')


def _nh3(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )


def _bleach(html: str) -> str:
    attributes = {tag: sorted(names) for tag, names in ATTRIBUTES.items()}
    return bleach.clean(html, tags=TAGS, attributes=attributes, protocols=SCHEMES, strip=True)


def _plain(html: str) -> str:
    """Reduce HTML to what must agree: tags in order and words, without spelling differences."""
    html = re.sub(r'\srel="[^"]*"', "", html)
    html = re.sub(r"<br\s*/?>", "<br>", re.sub(r"<hr\s*/?>", "<hr>", html))
    for entity, sign in (
        ("&quot;", '"'),
        ("&#39;", "'"),
        ("&gt;", ">"),
        ("&nbsp;", "\xa0"),
        ("&amp;", "&"),
    ):
        html = html.replace(entity, sign)
    return re.sub(r"\s+", " ", html).strip()
