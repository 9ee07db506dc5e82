"""`./bench guard-fit` and `./bench guard-unseen`: learn the scorecards, and tell how they do on authors they never saw."""

from __future__ import annotations

from benchmarks.guard import corpus, examples, unseen
from benchmarks.guard.fit import by_author, fit, recall_at, write
from benchmarks.guard.scoring import table

_FALSE_SHARES = (0.01, 0.02, 0.05)


def fit_cards(*, quick: bool = False) -> None:
    """Fit every card on our own labelled texts and write it to legal/lexicon/points; quick: unchecked on unseen authors."""
    records = corpus.hand_made()
    print(f"  {len(records)} texts by {len({record.author for record in records})} authors")
    for card in examples.CARDS:
        fitted = []
        for asked, learnt in card.examples(records):
            told = "" if quick else f"; unseen authors: {_unseen(card, learnt)}"
            print(f"  {card.name}: {asked} {sum(one.secret for one in learnt)} of {len(learnt)}{told}", flush=True)
            fitted.append(fit(learnt, *card.strict))
        print(f"  written: {write(card.name, *fitted)}", flush=True)


def _unseen(card: examples.Card, learnt: list[examples.Example]) -> str:
    """How many secrets are found at some shares of false ones, by cards that never saw the author."""
    scores = by_author(learnt, lambda some: fit(some, *card.strict))
    return ", ".join(f"{100 * recall_at(scores, learnt, share):.1f} % at {100 * share:.0f} % false" for share in _FALSE_SHARES)


def cross_validate(*, quick: bool = False) -> None:
    """Score the whole guard on every text, fitted each time without the authors of that text."""
    records = corpus.hand_made()
    print(table([("unseen authors", unseen.score(records[:: 5 if quick else 1]))]))
