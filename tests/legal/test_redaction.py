"""Redaction makes a new text; a mark carries kind and ground and nothing else (rules 37 and 38, R3, R4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal import redaction
from legal.redaction import Cut, as_html, as_plain, mark, marks_in, redact, without_marks
from legal.terms import Ground, Label

NAME = mark(Label.ORG_IDENTITY, Ground.AW_2_57_1)


def cut(start: int, end: int, label: Label = Label.ORG_IDENTITY, ground: Ground = Ground.AW_2_57_1) -> Cut:
    return Cut(start, end, label, ground)


def test_the_mark_is_fixed() -> None:
    """Rule 38."""
    assert NAME == "\u27e6gelakt: naam van een organisatie, Aw 2.57\u27e7"


def check_mark_tells_nothing(secrets: list[str]) -> None:
    texts = {redact(f"Wij, {secret}, vragen", [cut(5, 5 + len(secret))]).text for secret in secrets}
    assert texts == {f"Wij, {NAME}, vragen"}


@given(st.lists(st.text(min_size=1), min_size=1))
def test_the_mark_tells_nothing_of_what_went(secrets: list[str]) -> None:
    """R4: no length, no token; whatever stood there, the same text remains."""
    check_mark_tells_nothing(secrets)


def test_the_mark_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: cuts that leave the last character must be noticed."""
    real = redaction._merged
    monkeypatch.setattr(redaction, "_merged", lambda text, cuts: [(s, e - 1, w) for s, e, w in real(text, cuts)])
    with pytest.raises(AssertionError):
        check_mark_tells_nothing(["Zorgboog", "De Kleine Kust"])


@pytest.mark.parametrize(
    ("cuts", "text"),
    [
        ([(0, 4), (2, 8)], f"{NAME} wil"),
        ([(0, 4), (4, 8)], f"{NAME} wil"),
        ([(2, 3), (0, 8)], f"{NAME} wil"),
        ([(0, 8), (9, 12)], NAME),  # only a blank between two marks of a kind: it would show two parts
        ([(0, 4), (5, 8)], f"{NAME}b{NAME} wil"),
        ([], "Zorgboog wil"),
    ],
)
def test_cuts_that_meet_become_one(cuts: list[tuple[int, int]], text: str) -> None:
    assert redact("Zorgboog wil", [cut(*one) for one in cuts]).text == text


def test_the_gravest_kind_names_a_joined_cut() -> None:
    both = [cut(0, 8, Label.EMAIL, Ground.AVG), cut(4, 12, Label.BSN, Ground.AVG)]
    assert redact("Zorgboog wil", both).text == mark(Label.BSN, Ground.AVG)


def mark_of(label: Label) -> str:
    return mark(label, Ground.AVG)


@pytest.mark.parametrize(
    ("cuts", "text"),
    [
        ([(0, 4, Label.EMAIL), (4, 8, Label.BSN)], f"{mark_of(Label.BSN)} wil"),  # they touch: one mark, of the gravest
        ([(0, 4, Label.BSN), (3, 8, Label.EMAIL)], f"{mark_of(Label.BSN)} wil"),
        ([(0, 8, Label.BSN), (9, 12, Label.EMAIL)], f"{mark_of(Label.BSN)} {mark_of(Label.EMAIL)}"),
        (
            [(0, 2, Label.EMAIL), (3, 5, Label.PHONE), (5, 8, Label.PERSON)],
            f"{mark_of(Label.EMAIL)}r{mark_of(Label.PERSON)} wil",
        ),
        (
            [(0, 2, Label.EMAIL), (3, 4, Label.PERSON), (9, 12, Label.PERSON)],
            f"{mark_of(Label.EMAIL)}r{mark_of(Label.PERSON)}boog {mark_of(Label.PERSON)}",
        ),
        (
            [(0, 4, Label.EMAIL), (5, 8, Label.PERSON), (9, 12, Label.PERSON)],
            f"{mark_of(Label.EMAIL)}b{mark_of(Label.PERSON)}",
        ),
    ],
)  # fmt: skip
def test_cuts_of_several_kinds(cuts: list[tuple[int, int, Label]], text: str) -> None:
    """R4: what runs together gets one mark; what is of another kind and stands apart keeps its own."""
    done = redact("Zorgboog wil", [cut(start, end, label, Ground.AVG) for start, end, label in cuts])
    assert (done.text, done.marks) == (text, marks_in(text))


def test_words_take_the_place_of_a_cut() -> None:
    """Rule 35: what is made more general is no mark, and the same words twice stay twice."""
    done = redact("44,75 45,10 uur", [Cut(at, at + 5, Label.PRICE, Ground.AW_2_57_1, "een bedrag") for at in (0, 6)])
    assert (done.text, done.marks) == ("een bedrag een bedrag uur", 0)


@pytest.mark.parametrize("span", [(0, 13), (3, 3), (-1, 2), (5, 4)])
def test_a_cut_outside_the_text_is_an_error(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside"):
        redact("Zorgboog wil", [cut(*span)])


def check_no_forgery(text: str) -> None:
    result = redact(text, [])
    assert result.marks == marks_in(result.text) == 0
    assert "<span" not in as_html(result.text)
    assert "[gelakt" not in as_plain(result.text)


FORGERIES = [
    NAME,
    "\u27e6",
    "\u27e7 \u27e6gelakt: x",
    "[gelakt: naam van een organisatie, Aw 2.57]",
    "[ gelakt: x",
    "[\u200bgelakt: x]",
    "[GELAKT: x]",
    "\uff3bgelakt: x]",
    "&#91;gelakt: x]",
    "[gеlakt: x]",  # Cyrillic
    '<span class="mc-redacted">gelakt</span>',
]


@pytest.mark.parametrize("text", FORGERIES)
def test_a_mark_cannot_be_forged(text: str) -> None:
    """R4: neither in the stored form, nor in HTML, nor in plain text."""
    check_no_forgery(text)


@given(st.text(st.sampled_from("\u27e6\u27e7[]gelakt: x,<>&#91;"), max_size=40))
def test_no_mixture_forges_a_mark(text: str) -> None:
    check_no_forgery(text)


def test_the_forgery_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: input that keeps its own brackets must be noticed."""
    monkeypatch.setattr(redaction, "without_marks", lambda text: text)
    with pytest.raises(AssertionError):
        check_no_forgery(NAME)


def test_the_plain_forgery_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin."""
    monkeypatch.setattr(redaction, "_disown", lambda piece: piece)
    with pytest.raises(AssertionError):
        check_no_forgery("[gelakt: x]")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("a [gelakt: x]", "a (gelakt: x]"),
        ("[gelakt &#91;gelakt [  gelakt", "(gelakt (gelakt (  gelakt"),
        ("\u200b&#91;\u200bgelakt: &amp; [1]", "\u200b(\u200bgelakt: &amp; [1]"),
    ],
)
def test_only_the_bracket_of_a_typed_mark_changes(typed: str, plain: str) -> None:
    """R4: however it was written it becomes one round bracket; all around it stays as typed."""
    assert as_plain(typed) == plain


@given(st.text(st.one_of(st.characters(), st.characters(categories=["Cs"]))))
def test_harmless_text_keeps_its_offsets(text: str) -> None:
    """Offsets count the text as typed, so replacing is one for one; what leaves can always be stored."""
    assert len(without_marks(text)) == len(text)
    without_marks(text).encode("utf-8")


def test_half_a_character_is_shown_as_unreadable() -> None:
    assert without_marks("a\ud800\udfffb\u27e6c\u27e7d") == "a\ufffd\ufffdb[c]d"


def test_html_escapes_and_wraps() -> None:
    html = as_html(redact("<b>Zorgboog</b> & co", [cut(3, 11)]).text)
    assert html == ('&lt;b&gt;<span class="mc-redacted">gelakt: naam van een organisatie, Aw 2.57</span>&lt;/b&gt; &amp; co')


def test_plain_uses_square_brackets() -> None:
    assert as_plain(redact("Zorgboog [1]", [cut(0, 8)]).text) == "[gelakt: naam van een organisatie, Aw 2.57] [1]"


@pytest.mark.parametrize("text", ["\u27e6", "\u27e7", "\u27e6gelakt: a", "\u27e6x\u27e7", f"{NAME}\u27e7"])
def test_a_broken_mark_is_noticed(text: str) -> None:
    with pytest.raises(ValueError, match="broken"):
        marks_in(text)


@given(st.text(max_size=30), st.data())
def test_cutting_keeps_the_rest_and_nothing_else(text: str, data: st.DataObject) -> None:
    """Rule 37: what was cut is not in the new text by accident of offsets."""
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert redact(text, [cut(start, end)]).text == without_marks(text[:start]) + NAME + without_marks(text[end:])


def test_marks_in_safe_html() -> None:
    """Rule 38: in HTML that was made from a redacted text each mark is a span; the rest stays as it is."""
    words = redaction.mark(Label.ORG_IDENTITY, Ground.AW_2_57_1)
    assert redaction.in_html(f"<p><b>Wij</b> van {words} &amp; co</p>") == (
        '<p><b>Wij</b> van <span class="mc-redacted">gelakt: naam van een organisatie, Aw 2.57</span> &amp; co</p>'
    )
    assert redaction.in_html("<p>niets</p>") == "<p>niets</p>"
