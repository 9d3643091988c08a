"""Train the convolutional network with PyTorch and bring it into the form of the run time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.errors import MissingExtra
from newsclean.labeller.network import Network, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.training.settings import NetworkSettings

Array = NDArray[Any]
Batch = tuple[Array, Array, Array, Array, Array]

_CLIP = 5.0
# a page longer than this is trained on by a stretch drawn anew each time
_LONGEST = 700


def learn_network(
    pages: Sequence[Array],
    labels: Sequence[Array],
    weights: Sequence[Array],
    words: Sequence[Array],
    settings: NetworkSettings,
) -> Network:
    """Train a network on pages, each a matrix of blocks by features.

    `words` of the blocks count where `settings.overlap` makes the overlap of the page a loss, too.
    One thread and a fixed seed: the same pages give the same weights on the same kind of machine.
    """
    torch = _torch()
    torch.manual_seed(settings.seed)
    mean, scale = _moments(pages)
    ready = [((squash(p) - mean) * scale).clip(-_CLIP, _CLIP).astype(np.float32) for p in pages]
    net = _build(torch, len(mean), settings)
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
            batch = _fill(batches[number], (ready, labels, weights, words), rng)
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
        raise MissingExtra("torch is not installed; run: pip install 'newsclean[train]'") from error
    torch.set_num_threads(1)
    return torch


def _moments(pages: Sequence[Array]) -> tuple[Array, Array]:
    """Mean and reciprocal of the standard deviation of each squashed feature."""
    number = sum(len(page) for page in pages)
    total = sum(squash(page.astype(np.float64)).sum(axis=0) for page in pages)
    squares = sum((squash(page.astype(np.float64)) ** 2).sum(axis=0) for page in pages)
    mean = np.asarray(total) / number
    deviation = np.sqrt(np.maximum(np.asarray(squares) / number - mean**2, 0))
    return mean.astype(np.float32), (1 / (deviation + 1e-3)).astype(np.float32)


def _build(torch: Any, features: int, settings: NetworkSettings) -> Any:
    nn = torch.nn
    convolutions = nn.ModuleList(
        nn.Conv1d(settings.channels, settings.channels, 3, padding=reach, dilation=reach)
        for reach in settings.dilations
    )
    return nn.ModuleDict(
        {
            "enter": nn.Linear(features, settings.channels),
            "convolutions": convolutions,
            "leave": nn.Linear(settings.channels, 1),
            "drop": nn.Dropout(settings.dropout),
        }
    )


def _forward(torch: Any, net: Any, rows: Any, mask: Any) -> Any:
    """Scores of a batch; what the mask leaves out stays zero, as beyond the ends of a page."""
    hidden = torch.relu(net["enter"](rows)) * mask.unsqueeze(-1)
    hidden = hidden.transpose(1, 2)
    inside = mask.unsqueeze(1)
    for convolution in net["convolutions"]:
        hidden = (hidden + torch.relu(convolution(net["drop"](hidden)))) * inside
    return net["leave"](hidden.transpose(1, 2)).squeeze(-1)


def _loss(torch: Any, net: Any, batch: Batch, unit: float, overlap: float) -> Any:
    rows, labels, weights, words, mask = (torch.from_numpy(part) for part in batch)
    scores = _forward(torch, net, rows, mask)
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


def _fill(batch: list[int], data: tuple[Sequence[Array], ...], rng: np.random.Generator) -> Batch:
    pages, labels, weights, words = data
    length = min(_LONGEST, max(len(pages[i]) for i in batch))
    shape = (len(batch), length)
    rows = np.zeros((*shape, pages[0].shape[1]), dtype=np.float32)
    marks, scales, counts, mask = (np.zeros(shape, dtype=np.float32) for _ in range(4))
    for row, i in enumerate(batch):
        size = min(len(pages[i]), length)
        start = int(rng.integers(0, len(pages[i]) - size + 1))
        chosen = slice(start, start + size)
        rows[row, :size] = pages[i][chosen]
        marks[row, :size] = labels[i][chosen]
        scales[row, :size] = weights[i][chosen]
        counts[row, :size] = words[i][chosen]
        mask[row, :size] = 1
    return rows, marks, scales, counts, mask


def _export(net: Any, mean: Array, scale: Array, settings: NetworkSettings) -> Network:
    def values(parameter: Any) -> Array:
        found: Array = parameter.detach().numpy().astype(np.float32)
        return found

    layers = net["convolutions"]
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
    )
