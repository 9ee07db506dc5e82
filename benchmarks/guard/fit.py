"""Fit the scorecards: logistic regression on the labelled texts, with a penalty that keeps the cards small.

Cross-validation leaves out whole authors, so that the figures tell how a card does on texts by somebody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from legal import scorecard
from legal.scorecard import ANYWHERE

Feature = tuple[str, str, str]
"""Role, token, column."""
_ROUNDS = 400
_LEAST_SEEN = 2
_LEAST_POINTS = 0.02


@dataclass(frozen=True)
class Example:
    """One candidate: how often each feature holds, whether it is a secret, and who wrote the text."""

    features: dict[Feature, float]
    secret: bool
    author: str
    note: str = ""


@dataclass(frozen=True)
class Fitted:
    """A card: the points of every feature that has any."""

    points: dict[Feature, float]

    def score(self, example: Example) -> float:
        """The points of an example together."""
        return sum(count * self.points.get(feature, 0.0) for feature, count in example.features.items())


def spread(pairs: Iterable[tuple[str, str]], columns: Sequence[str], joint: Sequence[str] = ()) -> dict[Feature, float]:
    """Features of (role, token) pairs: for every text and for each column; roles in `joint` also for all columns at once."""
    features: dict[Feature, float] = defaultdict(float)
    for role, token in pairs:
        features[role, token, ANYWHERE] += 1
        for column in columns:
            features[role, token, column] += 1
        if role in joint:
            features[role, token, "/".join(columns)] += 1
    return features


def fit(examples: Sequence[Example], ridge: float = 2.0, lasso: float = 0.25) -> Fitted:
    """Elastic net by FISTA: `ridge` keeps points low, `lasso` makes most of them nothing. A card may ask one question only."""
    if not examples:
        return Fitted({})
    seen = Counter(feature for one in examples for feature in one.features)
    index = {feature: at for at, feature in enumerate(sorted(feature for feature, count in seen.items() if count >= _LEAST_SEEN))}
    rows, columns, values = [], [], []
    for row, one in enumerate(examples):
        for feature, count in one.features.items():
            if feature in index:
                rows.append(row)
                columns.append(index[feature])
                values.append(float(count))
    data = _Sparse(np.array(rows), np.array(columns), np.array(values), len(examples), len(index))
    wanted = np.array([1.0 if one.secret else 0.0 for one in examples])
    heavier = np.array([1.0 if feature[2] == ANYWHERE else 1.5 for feature in index])
    free = np.array([0.02 if feature[0] == "base" else 1.0 for feature in index])
    points = _fista(data, wanted, ridge * heavier * free, lasso * heavier * free)
    return Fitted({feature: float(points[at]) for feature, at in index.items() if points[at] != 0.0})


class _Sparse:
    """A matrix of examples by features, few of them filled."""

    def __init__(self, rows: np.ndarray, columns: np.ndarray, values: np.ndarray, height: int, width: int) -> None:
        self.rows, self.columns, self.values, self.height, self.width = rows, columns, values, height, width

    def times(self, vector: np.ndarray) -> np.ndarray:
        return np.bincount(self.rows, self.values * vector[self.columns], minlength=self.height)

    def transposed_times(self, vector: np.ndarray) -> np.ndarray:
        return np.bincount(self.columns, self.values * vector[self.rows], minlength=self.width)

    def largest(self) -> float:
        """The largest eigenvalue of the Gram matrix, by power iteration."""
        vector = np.ones(self.width) / np.sqrt(self.width)
        size = 1.0
        for _ in range(30):
            vector = self.transposed_times(self.times(vector))
            size = float(np.linalg.norm(vector))
            vector /= size
        return size


def _fista(data: _Sparse, wanted: np.ndarray, ridge: np.ndarray, lasso: np.ndarray) -> np.ndarray:
    step = 1.0 / (0.25 * data.largest() * 1.05 + ridge.max())
    points = np.zeros(data.width)
    ahead, pace = points, 1.0
    for _ in range(_ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-data.times(ahead)))
        moved = ahead - step * (data.transposed_times(chance - wanted) + ridge * ahead)
        after = np.sign(moved) * np.maximum(np.abs(moved) - step * lasso, 0.0)
        quicker = (1.0 + np.sqrt(1.0 + 4.0 * pace * pace)) / 2.0
        ahead = after + (pace - 1.0) / quicker * (after - points)
        if float((ahead - after) @ (after - points)) < 0:
            quicker = 1.0
            ahead = after
        points, pace = after, quicker
    return points


def by_author(examples: Sequence[Example], fitter: Callable[[Sequence[Example]], Fitted], folds: int = 8) -> list[float]:
    """The score of every example on a card that was fitted without any text by its author."""
    authors = sorted({one.author for one in examples})
    fold = {author: at % folds for at, author in enumerate(authors)}
    scores = [0.0] * len(examples)
    for out in range(min(folds, len(authors))):
        card = fitter([one for one in examples if fold[one.author] != out])
        for at, one in enumerate(examples):
            if fold[one.author] == out:
                scores[at] = card.score(one)
    return scores


def write(name: str, first: Fitted, second: Fitted, folder: Path | None = None) -> Path:
    """Write a card for two questions to the guard's folder of points (or another), the heaviest first within each role."""
    path = (folder or Path(scorecard.__file__).parent / "lexicon" / "points") / f"{name}.txt"
    both = {
        feature: (first.points.get(feature, 0.0), second.points.get(feature, 0.0))
        for feature in {**first.points, **second.points}
    }
    rows = sorted(both.items(), key=lambda row: (row[0][0], -max(map(abs, row[1])), row[0]))
    lines = [
        f"{role}\t{token}\t{column}\t{one:.2f}\t{two:.2f}"
        for (role, token, column), (one, two) in rows
        if max(abs(one), abs(two)) >= _LEAST_POINTS
    ]
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        "// role, what stands there, in which texts, points on two questions; fitted by ./bench guard-fit\n"
        + "\n".join(lines)
        + "\n",
        encoding="utf-8",
    )
    return path


def recall_at(scores: Sequence[float], examples: Sequence[Example], false_share: float) -> float:
    """The share of secrets above the score that `false_share` of the others reach."""
    others = sorted((score for score, one in zip(scores, examples, strict=True) if not one.secret), reverse=True)
    bar = others[int(len(others) * false_share)] if others else 0.0
    secrets = [score for score, one in zip(scores, examples, strict=True) if one.secret]
    return sum(score > bar for score in secrets) / max(1, len(secrets))
