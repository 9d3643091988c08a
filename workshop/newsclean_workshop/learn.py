"""Train the convolutional network with PyTorch and bring it into the form of the run time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.errors import MissingExtra
from newsclean.models.network import Network, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean_workshop.settings import NetworkSettings

Array = NDArray[Any]
Batch = tuple[Array, ...]
# the group of each block, a row a grouping
Groups = Array

_CLIP = 5.0
# a page longer than this is trained on by a stretch drawn anew each time
_LONGEST = 700


def learn_network(
    pages: Sequence[Array],
    labels: Sequence[Array],
    weights: Sequence[Array],
    words: Sequence[Array],
    settings: NetworkSettings,
    groups: Sequence[Groups] = (),
    scaling: tuple[Array, Array] | None = None,
) -> Network:
    """Train a network on pages, each a matrix of blocks by features.

    `words` of the blocks count where `settings.overlap` makes the overlap of the page a loss, too.
    `groups` are those over which it shares, where the settings name places for that. `scaling` is
    the mean and the reciprocal of the deviation of each feature, where others share them.
    One thread and a fixed seed: the same pages give the same weights on the same kind of machine.
    """
    torch = _torch()
    torch.manual_seed(settings.seed)
    mean, scale = scaling or moments(pages)
    ready = [((squash(p) - mean) * scale).clip(-_CLIP, _CLIP).astype(np.float32) for p in pages]
    groups = groups if settings.pools else ()
    net = _build(torch, len(mean), settings, len(groups[0]) if groups else 0)
    unit = float(np.concatenate(weights).mean())
    batches = _batches(ready, settings.batch)
    steps = settings.epochs * len(batches)
    optimiser = torch.optim.AdamW(net.parameters(), lr=settings.rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=settings.rate, total_steps=steps, pct_start=0.15
    )
    rng = np.random.default_rng(settings.seed)
    for _ in range(settings.epochs):
        for number in rng.permutation(len(batches)):
            batch = _fill(batches[number], (ready, labels, weights, words), groups, rng)
            loss = _loss(torch, net, batch, unit, settings.overlap)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return _export(net, mean, scale, settings)


def _torch() -> Any:
    try:
        import torch
    except ImportError as error:
        raise MissingExtra("torch is not installed; run: pip install ./workshop") from error
    torch.set_num_threads(1)
    return torch


def moments(pages: Sequence[Array]) -> tuple[Array, Array]:
    """Give the mean and the reciprocal of the standard deviation of each squashed feature."""
    number = sum(len(page) for page in pages)
    total = sum(squash(page.astype(np.float64)).sum(axis=0) for page in pages)
    squares = sum((squash(page.astype(np.float64)) ** 2).sum(axis=0) for page in pages)
    mean = np.asarray(total) / number
    deviation = np.sqrt(np.maximum(np.asarray(squares) / number - mean**2, 0))
    return mean.astype(np.float32), (1 / (deviation + 1e-3)).astype(np.float32)


def _build(torch: Any, features: int, settings: NetworkSettings, groupings: int) -> Any:
    nn = torch.nn
    convolutions = nn.ModuleList(
        nn.Conv1d(settings.channels, settings.channels, 3, padding=reach, dilation=reach)
        for reach in settings.dilations
    )
    width = groupings * settings.channels
    return nn.ModuleDict(
        {
            "enter": nn.Linear(features, settings.channels),
            "convolutions": convolutions,
            "leave": nn.Linear(settings.channels, 1),
            "drop": nn.Dropout(settings.dropout),
            "pools": nn.ModuleDict(
                {str(place): nn.Linear(width, settings.channels) for place in settings.pools}
            ),
        }
    )


def _forward(torch: Any, net: Any, rows: Any, mask: Any, groups: Any = ()) -> Any:
    """Scores of a batch; what the mask leaves out stays zero, as beyond the ends of a page."""
    hidden = torch.relu(net["enter"](rows)) * mask.unsqueeze(-1)
    hidden = hidden.transpose(1, 2)
    inside = mask.unsqueeze(1)
    for number, convolution in enumerate(net["convolutions"]):
        if str(number) in net["pools"]:
            means = net["drop"](_means(torch, hidden, mask, groups))
            shared = torch.relu(net["pools"][str(number)](means)).transpose(1, 2)
            hidden = (hidden + shared) * inside
        hidden = (hidden + torch.relu(convolution(net["drop"](hidden)))) * inside
    return net["leave"](hidden.transpose(1, 2)).squeeze(-1)


def _means(torch: Any, hidden: Any, mask: Any, groups: Any) -> Any:
    """Means over the group of each block; what the mask leaves out counts for nothing."""
    rows = hidden.transpose(1, 2)
    batch, length, channels = rows.shape
    flat, counted = rows.reshape(-1, channels), mask.reshape(-1, 1)
    means = []
    for numbers in groups:
        count = int(numbers.max()) + 1
        sums = torch.zeros(count, channels).index_add_(0, numbers, flat * counted)
        sizes = torch.zeros(count, 1).index_add_(0, numbers, counted)
        means.append((sums / (sizes + 1e-6))[numbers])
    return torch.cat(means, 1).reshape(batch, length, -1)


def _loss(torch: Any, net: Any, batch: Batch, unit: float, overlap: float) -> Any:
    rows, labels, weights, words, mask, *groups = (torch.from_numpy(part) for part in batch)
    scores = _forward(torch, net, rows, mask, groups)
    losses = torch.nn.functional.binary_cross_entropy_with_logits(scores, labels, reduction="none")
    loss = (losses * weights).sum() / (unit * mask.sum())
    return loss + overlap * _missed_overlap(torch, scores, labels, words) if overlap else loss


def _missed_overlap(torch: Any, scores: Any, labels: Any, words: Any) -> Any:
    """1 less the F1 of each page's words, with chances for choices (Dice loss); beyond the mask
    words are 0."""
    chances = torch.sigmoid(scores)
    both = (chances * labels * words).sum(1)
    sizes = (chances * words).sum(1) + (labels * words).sum(1)
    return (1 - (2 * both + 1) / (sizes + 1)).mean()


def _batches(pages: Sequence[Array], size: int) -> list[list[int]]:
    """Pages of like length together."""
    order = sorted(range(len(pages)), key=lambda i: len(pages[i]))
    return [order[start : start + size] for start in range(0, len(order), size)]


def _fill(
    batch: list[int],
    data: tuple[Sequence[Array], ...],
    groups: Sequence[Groups],
    rng: np.random.Generator,
) -> Batch:
    pages, labels, weights, words = data
    length = min(_LONGEST, max(len(pages[i]) for i in batch))
    shape = (len(batch), length)
    rows = np.zeros((*shape, pages[0].shape[1]), dtype=np.float32)
    marks, scales, counts, mask = (np.zeros(shape, dtype=np.float32) for _ in range(4))
    numbers = np.zeros((len(groups[0]) if groups else 0, *shape), dtype=np.int64)
    for row, i in enumerate(batch):
        size = min(len(pages[i]), length)
        start = int(rng.integers(0, len(pages[i]) - size + 1))
        chosen = slice(start, start + size)
        rows[row, :size] = pages[i][chosen]
        marks[row, :size] = labels[i][chosen]
        scales[row, :size] = weights[i][chosen]
        counts[row, :size] = words[i][chosen]
        mask[row, :size] = 1
        if groups:
            # a page has fewer groups than blocks: no number is used by two pages
            first = sum(len(pages[j]) for j in batch[:row])
            numbers[:, row, :size] = groups[i][:, chosen] + first
    flat = numbers.reshape(len(numbers), len(batch) * length)
    return rows, marks, scales, counts, mask, *flat


def _export(net: Any, mean: Array, scale: Array, settings: NetworkSettings) -> Network:
    def values(parameter: Any) -> Array:
        found: Array = parameter.detach().numpy().astype(np.float32)
        return found

    layers = net["convolutions"]
    pools = [net["pools"][str(place)] for place in settings.pools]
    return Network(
        mean=mean,
        scale=scale,
        enter=values(net["enter"].weight).T,
        enter_bias=values(net["enter"].bias),
        # PyTorch keeps out x in x taps; the run time takes taps x in x out
        convolutions=np.stack([values(layer.weight).transpose(2, 1, 0) for layer in layers]),
        biases=np.stack([values(layer.bias) for layer in layers]),
        dilations=settings.dilations,
        leave=values(net["leave"].weight)[0],
        leave_bias=float(net["leave"].bias.item()),
        pools=np.array([values(pool.weight).T for pool in pools]),
        pool_biases=np.array([values(pool.bias) for pool in pools]),
        pool_places=settings.pools,
    )
