"""Markdown in, clean HTML out: nh3 cleans, bleach checks as an independent second parser.

bleach gets no further releases; it never cleans what is shown. Written text on which the two parsers
disagree is refused (ADR 0004).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import bleach
import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from consultation.errors import InvalidInput
from consultation.words import N_
from legal.redaction import without_marks

TAGS = {
    "p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4", "blockquote", "a", "table", "thead", "tbody", "tr", "th", "td",
    "hr", "code",
}  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto"}
_HEADING = re.compile(r"<(/?)h([1-6])>")
_GOOD_LINK = re.compile(r"https?://|mailto:|#", re.IGNORECASE)


class _EveryLink(MarkdownIt):
    """Reads a forbidden link as a link too, so that it is refused in words instead of standing there as typed."""

    def validateLink(self, _url: str) -> bool:  # noqa: N802 - the name is markdown-it's
        """Say that anything can be a link."""
        return True


def _reading(made: MarkdownIt) -> MarkdownIt:
    """No HTML, no images; an indented line is a line, not program code."""
    return made.enable("table").disable(["image", "code"])


_markdown = _reading(MarkdownIt("commonmark", {"html": False, "breaks": True}))
_every_link = _reading(_EveryLink("commonmark", {"html": False, "breaks": True}))


def check(text: str, field: str) -> None:
    """Refuse Markdown that would not show safely. Raises InvalidInput for `field`.

    It reads what the guard will leave of the text: signs that look like a redaction mark become brackets there.
    """
    left = without_marks(text)
    if not all(_GOOD_LINK.match(target) for target in _links(left)):
        raise InvalidInput({field: [N_("Een link moet beginnen met https:// of mailto:. Pas de link aan.")]})
    html = _html(left)
    if _plain(_nh3(html)) != _plain(_bleach(html)):
        raise InvalidInput({field: [N_("Deze tekst bevat tekens die wij niet veilig kunnen tonen. Haal opmaak of < en > weg.")]})


def render(text: str) -> Markup:
    """Return the HTML of checked Markdown; headings start at h3, so that a page keeps its order.

    Safe without `check` too: it drops what `check` would have refused.
    """
    return Markup(_nh3(_html(text)))  # noqa: S704 - cleaned by nh3 on this very line


def _links(text: str) -> Iterator[str]:
    """Return where every link in a text would go."""
    for block in _every_link.parse(text):
        for token in block.children or ():
            if token.type == "link_open":
                yield str(token.attrGet("href"))


def _html(text: str) -> str:
    html = _markdown.render(text)
    html = _HEADING.sub(lambda m: f"<{m[1]}h{3 if m[2] in '123' else 4}>", html)
    return re.sub(r"<th(?=[ >])", '<th scope="col"', html)


def _nh3(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_only_good_links,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )


def _only_good_links(_tag: str, name: str, value: str) -> str | None:
    """Drop the target of a link to this site or to another one without a scheme: nh3 would let it stand."""
    return None if name == "href" and not _GOOD_LINK.match(value) else value


def _bleach(html: str) -> str:
    attributes = {tag: sorted(names) for tag, names in ATTRIBUTES.items()}
    return bleach.clean(html, tags=TAGS, attributes=attributes, protocols=SCHEMES, strip=True)


def _plain(html: str) -> str:
    """Reduce HTML to what must agree: tags in order and words, without spelling differences."""
    html = re.sub(r'\srel="[^"]*"', "", html)
    html = re.sub(r"<br\s*/?>", "<br>", re.sub(r"<hr\s*/?>", "<hr>", html))
    for entity, sign in (("&quot;", '"'), ("&#39;", "'"), ("&gt;", ">"), ("&nbsp;", "\xa0"), ("&amp;", "&")):
        html = html.replace(entity, sign)
    return re.sub(r"\s+", " ", html).strip()
