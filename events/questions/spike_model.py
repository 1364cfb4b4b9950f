"""Whether a week's count stands out against the weeks before it: a negative-binomial model.

The idea is that of outbreak detection in public health: say what the past would have led one to
expect, with an interval, and name the units above it (Farrington et al. 1996, Journal of the Royal
Statistical Society A 159(3); Noufaily et al. 2013, Statistics in Medicine 32(7), who take the
negative binomial as here). Those fit several years, with season and trend; one year can show
neither, so here every week of a unit comes from one distribution, with

    mean = m    and    variance = m + d * m * m,

where the dispersion d says how much more the weeks scatter than by pure chance (d = 0). A past
week that was unusual itself is not weighed down, as Farrington does it: a unit that had two such
weeks within the year does not stand out by a third.

m is the mean of the unit's own weeks. Few weeks say little of d, so the units share what they know
of it: how d is spread over all units is estimated on a grid (maximum likelihood of a mixing
distribution by expectation and maximisation: Laird 1978, JASA 73(364)), and each unit weighs the
grid by that and by its own weeks. That m is known from n weeks only makes the next week more
uncertain: its variance is taken (1 + 1/n) times as large, which for d = 0 is the exact answer
under a flat prior of log m. benchmarks/spikes.py measures how often all this is wrong.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, gammaln

DISPERSIONS = np.geomspace(0.001, 20, 30)
"""The grid: from weeks that scatter as by chance to a year with its incidents in a few weeks."""

SPREAD_EVENLY = 4.0
"""Units' worth of no knowledge of d, so that two or three units do not settle it for each other."""

_ROUNDS = 40
"""Of expectation and maximisation; more change no p-value by a hundredth of itself."""


@dataclass(frozen=True)
class Expected:
    """What the next week of each unit would be if it were like the weeks before.

    mean: one number a unit; weights: units x DISPERSIONS, each row adds up to 1; weeks: how many
    weeks the mean rests on.
    """

    mean: np.ndarray
    weights: np.ndarray
    weeks: int

    def chance_of(self, counts: np.ndarray) -> np.ndarray:
        """The chance of a count at least as high as this one, for each unit: its p-value."""
        chances = _at_least(counts[:, None], self.mean[:, None], self._scatter())
        return np.minimum((self.weights * chances).sum(axis=1), 1.0)

    def interval(self, share: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
        """The lowest and highest count of the middle `share` of weeks like those before.

        Of the one negative binomial that has the same mean and variance: the weighted ones differ
        from it in the far tail, which p-values need and an interval does not reach.
        """
        scatter = (self.weights * self._scatter()).sum(axis=1)
        beyond = (1 - share) / 2
        return _quantile(beyond, self.mean, scatter), _quantile(1 - beyond, self.mean, scatter)

    def _scatter(self) -> np.ndarray:
        """Units x DISPERSIONS: the dispersion of the next week, that of an unknown mean added."""
        mean = self.mean[:, None]
        return DISPERSIONS + (1 + DISPERSIONS * mean) / (self.weeks * mean)


def expected(past: np.ndarray) -> Expected:
    """From past counts, units x weeks (whole numbers); every unit has an incident in some week."""
    if past.ndim != 2 or not (past.sum(axis=1) > 0).all():
        raise ValueError("each unit needs weeks, and an incident in at least one of them")
    mean = past.mean(axis=1)
    # Each unit's likelihoods up to a factor of its own, which weighing takes out again.
    likely = _log_likelihood(past, mean)
    likely = np.exp(likely - likely.max(axis=1, keepdims=True))
    spread = np.full(len(DISPERSIONS), 1 / len(DISPERSIONS))
    for _ in range(_ROUNDS):
        weights = likely * spread
        weights /= weights.sum(axis=1, keepdims=True)
        spread = weights.sum(axis=0) + SPREAD_EVENLY / len(DISPERSIONS)
        spread /= spread.sum()
    return Expected(mean, weights, past.shape[1])


def false_discovery(chances: np.ndarray) -> np.ndarray:
    """The q-value of each p-value (Benjamini and Hochberg 1995, JRSS B 57(1)).

    Naming all with q at most 0.05 lets on average at most 5 % of the named be false ones, where
    the units are independent or vary together.
    """
    falling = np.argsort(chances)[::-1]
    ranks = np.arange(len(chances), 0, -1)
    found = np.empty(len(chances))
    found[falling] = np.minimum.accumulate(chances[falling] * len(chances) / ranks)
    return np.minimum(found, 1.0)


def _log_likelihood(past: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Units x DISPERSIONS, the mean taken as its own best guess.

    The last term makes up for that guess, which else makes the weeks look too alike (Cox and Reid
    1987, JRSS B 49(1)).
    """
    size = 1 / DISPERSIONS
    of_count = gammaln(np.arange(past.max() + 1)[:, None] + size) - gammaln(size)
    found = np.zeros((len(past), len(DISPERSIONS)))
    for week in past.T:
        found += of_count[week]
    more = DISPERSIONS * mean[:, None]
    found -= past.shape[1] * size * np.log1p(more)
    found += past.sum(axis=1)[:, None] * (np.log(more) - np.log1p(more))
    return found + np.log1p(more) / 2


def _at_least(counts, mean, dispersion) -> np.ndarray:
    """Chance of `counts` or more; the negative binomial's tail is an incomplete beta integral."""
    more = dispersion * mean
    tail = betainc(np.maximum(counts, 1), 1 / dispersion, more / (1 + more))
    return np.where(counts > 0, tail, 1.0)


def _quantile(share: float, mean: np.ndarray, dispersion: np.ndarray) -> np.ndarray:
    """The smallest count with at least `share` of the distribution at or below it, by halving."""
    low = np.full(len(mean), -1.0)
    # Beyond 12 standard deviations lies less than 1 % of any distribution (Chebyshev).
    high = np.ceil(mean + 12 * np.sqrt(mean + dispersion * mean**2) + 12)
    while ((high - low) > 1).any():
        middle = np.floor((low + high) / 2)
        reached = 1 - _at_least(middle + 1, mean, dispersion) >= share
        high = np.where(reached, middle, high)
        low = np.where(reached, low, middle)
    return high.astype("int64")
