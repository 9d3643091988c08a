"""Train the role network with PyTorch, and bring it into the form of the run time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.errors import MissingExtra
from newsclean.roles.features.keys import LINE_BITS, NAME_BITS, WORD_BITS
from newsclean.roles.lexicon import CODES, Lexicon, Vectors
from newsclean.roles.model import LINES, Reader
from newsclean.roles.network import Convolution, Layer, Network
from newsclean.roles.role import BODY, ROLES
from newsclean_workshop.roles.batches import make_batch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsclean_workshop.roles.batches import Batch
    from newsclean_workshop.roles.material import Sample
    from newsclean_workshop.roles.settings import NetworkSettings

Array = NDArray[Any]
_log = logging.getLogger(__name__)

_IN_BODY = [ROLES.index(role) for role in BODY]
_OUTSIDE = [column for column in range(len(ROLES)) if column not in _IN_BODY]
# numbers of the codes, and the size of their vectors
_CODES = {"tag": (40, 8), "first": (32, 6), "last": (32, 6), "last_but_one": (32, 4)}
# half of the weight of a block goes by its words, counted against the usual block up to ten of them
_WORD_SHARE, _USUAL, _MOST = 0.5, 12.0, 10.0


def torch_library() -> Any:
    """Return PyTorch, bound to one thread; `MissingExtra` if it is not installed."""
    try:
        import torch
    except ImportError as error:
        raise MissingExtra("torch is not installed; run: pip install ./workshop") from error
    torch.set_num_threads(1)
    return torch


def train_network(
    draw: Callable[[np.random.Generator], Sequence[Sample]],
    scaling: tuple[Array, Array],
    settings: NetworkSettings,
) -> Reader:
    """Train a network; `draw` returns the samples of one epoch, `scaling` is that of `moments`.

    One thread and a fixed seed: the same samples give the same weights on the same kind of machine.
    """
    torch = torch_library()
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    samples = draw(rng)
    net = build(torch, len(scaling[0]), settings, samples[0])
    optimiser, schedule = _optimiser(torch, net, settings, len(samples))
    for epoch in range(settings.epochs):
        total = 0.0
        samples = samples if epoch == 0 else draw(rng)
        batches = _batches(samples, settings.batch, rng)
        for number in rng.permutation(len(batches)):
            batch = make_batch(torch, [samples[i] for i in batches[number]], scaling, rng)
            loss = _loss(
                torch, forward(torch, net, batch, settings, training=True), batch, settings
            )
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        _log.info("epoch %d of %d: loss %.4f", epoch + 1, settings.epochs, total / len(batches))
    return export(net, settings)


def _batches(samples: Sequence[Sample], size: int, rng: np.random.Generator) -> list[list[int]]:
    """Pages of like length together, with some chance in who meets whom."""
    lengths = np.array([len(sample) for sample in samples]) + rng.normal(0, 20, len(samples))
    order = [int(i) for i in np.argsort(lengths)]
    return [order[start : start + size] for start in range(0, len(order), size)]


def _optimiser(torch: Any, net: Any, settings: NetworkSettings, pages: int) -> tuple[Any, Any]:
    lexicon = [p for name, p in net.named_parameters() if name.startswith("lexicon")]
    rest = [p for name, p in net.named_parameters() if not name.startswith("lexicon")]
    optimiser = torch.optim.AdamW(
        [
            {"params": rest, "weight_decay": settings.decay},
            {"params": lexicon, "weight_decay": settings.lexicon_decay},
        ],
        lr=settings.rate,
        fused=True,
    )
    steps = settings.epochs * -(-pages // settings.batch)
    rates = [settings.rate, settings.rate * settings.lexicon_rate]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=rates, total_steps=steps + 1, pct_start=0.15
    )
    return optimiser, schedule


def build(torch: Any, features: int, settings: NetworkSettings, sample: Sample) -> Any:
    """Return the network as PyTorch modules, its vectors under `lexicon`."""
    nn, size = torch.nn, settings.channels
    lexicon = nn.ModuleDict({"words": nn.Embedding(1 << WORD_BITS, settings.vectors)})
    width = features + 2 * settings.vectors
    for name in LINES:
        lexicon[name] = nn.Embedding(1 << LINE_BITS, settings.line_vectors)
        width += settings.line_vectors
    for name in CODES:
        lexicon[name] = nn.Embedding(*_CODES[name])
        width += _CODES[name][1]
    if sample.tree is not None:
        for name in ("names", "phrases"):
            lexicon[name] = nn.Embedding(1 << NAME_BITS, settings.name_vectors)
        width += 3 * settings.name_vectors
    for vectors in lexicon.values():
        nn.init.normal_(vectors.weight, 0, 0.03)

    def linear(places: Sequence[int], inputs: int, outputs: int) -> Any:
        return nn.ModuleDict({str(place): nn.Linear(inputs, outputs) for place in places})

    return nn.ModuleDict(
        {
            "lexicon": lexicon,
            "enter": nn.Linear(width, size),
            "convolutions": nn.ModuleList(
                nn.Conv1d(size, size, 3, padding=reach, dilation=reach)
                for reach in settings.dilations
            ),
            "groups": linear(settings.groups, len(sample.groups) * size, size),
            "pages": linear(settings.pages, 2 * size, size),
            "queries": linear(settings.attentions, size, settings.heads),
            "attentions": linear(settings.attentions, settings.heads * size, size),
            "leave": nn.Linear(size, len(ROLES)),
        }
    )


def forward(
    torch: Any, net: Any, batch: Batch, settings: NetworkSettings, *, training: bool
) -> Any:
    """Return the scores of all blocks of a batch: blocks x roles."""

    def drop(rows: Any) -> Any:
        return _dropped(torch, rows, settings.dropout) if training else rows

    words = _lexical(torch, net["lexicon"], batch, settings if training else None)
    rows = torch.cat((batch["numbers"], words), 1)
    hidden = torch.relu(net["enter"](drop(rows) if settings.input_dropout else rows))
    inside = batch["mask"].unsqueeze(2)
    table = _spread(torch, hidden, batch)
    for number, convolution in enumerate(net["convolutions"]):
        place = str(number)
        if place in net["groups"]:
            means = _means(torch, table[batch["mask"] > 0], batch)
            table = table + _spread(torch, torch.relu(net["groups"][place](means)), batch)
        if place in net["pages"]:
            table = (table + _whole(torch, net["pages"][place], table, batch)) * inside
        if place in net["attentions"]:
            queries, layer = net["queries"][place], net["attentions"][place]
            table = (table + _attended(torch, queries, layer, table, batch)) * inside
        seen = drop(table) if number % 2 == 0 else table
        table = (table + torch.relu(_convolved(torch, convolution, seen))) * inside
    return net["leave"](drop(table[batch["mask"] > 0]))


def _dropped(torch: Any, rows: Any, share: float) -> Any:
    """Return rows with a share of their values left out; PyTorch's own way takes twice as long."""
    kept = torch.empty(rows.shape, dtype=torch.uint8).random_() >= round(256 * share)
    return rows * kept * (1 / (1 - share))


def _convolved(torch: Any, convolution: Any, table: Any) -> Any:
    """Return a convolution of pages x blocks x channels as one product of matrices."""
    (reach,) = convolution.dilation
    size = table.shape[1]
    padded = torch.nn.functional.pad(table, (0, 0, reach, reach))
    taps = [padded[:, first : first + size] for first in (0, reach, 2 * reach)]
    weights = convolution.weight.permute(2, 1, 0).reshape(-1, convolution.out_channels)
    return torch.cat(taps, 2) @ weights + convolution.bias


def _spread(torch: Any, rows: Any, batch: Batch) -> Any:
    """Lay blocks out as pages x blocks x channels, with zeros beyond the end of a page."""
    nothing = torch.zeros(1, rows.shape[1])
    return torch.cat((nothing, rows))[batch["places"]]


def _means(torch: Any, rows: Any, batch: Batch) -> Any:
    means = []
    for name in sorted(name for name in batch if name.startswith("group_")):
        numbers = batch[name]
        count = int(numbers.max()) + 1
        sums = torch.zeros(count, rows.shape[1]).index_add_(0, numbers, rows)
        sizes = torch.zeros(count, 1).index_add_(0, numbers, torch.ones(len(rows), 1))
        means.append((sums / sizes.clamp(min=1))[numbers])
    return torch.cat(means, 1)


def _whole(torch: Any, layer: Any, table: Any, batch: Batch) -> Any:
    inside = batch["mask"].unsqueeze(2)
    mean = (table * inside).sum(1) / inside.sum(1).clamp(min=1)
    most = (table * inside - 1e4 * (1 - inside)).max(1).values
    return torch.relu(layer(torch.cat((mean, most), 1))).unsqueeze(1)


def _attended(torch: Any, queries: Any, layer: Any, table: Any, batch: Batch) -> Any:
    scores = queries(table)
    shares = scores.masked_fill(batch["mask"].unsqueeze(2) == 0, -1e4).softmax(1)
    pooled = (shares.transpose(1, 2) @ table).reshape(len(table), -1)
    return torch.relu(layer(pooled)).unsqueeze(1)


def _lexical(torch: Any, lexicon: Any, batch: Batch, training: NetworkSettings | None) -> Any:
    """What the words say; in training some are left out, and on some pages all of them."""
    number = batch["number"]
    words, owners = _thinned(torch, batch, "words", "owners", training, 1)
    vectors = lexicon["words"].weight
    total = torch.zeros(number, vectors.shape[1]).index_add(0, owners, vectors[words])
    count = batch["counts"].unsqueeze(1) + 1
    parts = [total / count, total / torch.sqrt(count)]
    for name in LINES:
        found = lexicon[name](batch[f"line_{name}"])
        if training is not None:
            lost = min(2 * training.word_dropout, 0.9)
            found = found * (torch.rand(number, 1) > lost) / (1 - lost)
        parts.append(found)
    parts += [lexicon[name](batch[f"code_{name}"]) for name in CODES]
    if "parents" in batch:
        parts += _named(torch, lexicon, batch, training)
    rows = torch.cat(parts, 1)
    if training is not None:
        seen = (torch.rand(len(batch["sizes"])) > training.lexicon_dropout).float()
        rows = rows * torch.repeat_interleave(seen, torch.tensor(batch["sizes"])).unsqueeze(1)
    return rows


def _thinned(
    torch: Any, batch: Batch, keys: str, owners: str, training: NetworkSettings | None, times: int
) -> tuple[Any, Any]:
    if training is None:
        return batch[keys], batch[owners]
    kept = torch.rand(len(batch[keys])) > min(times * training.word_dropout, 0.9)
    return batch[keys][kept], batch[owners][kept]


def _named(torch: Any, lexicon: Any, batch: Batch, training: NetworkSettings | None) -> list[Any]:
    vectors = lexicon["names"].weight
    own = torch.zeros(int(batch["distinct"]), vectors.shape[1])
    words, owners = _thinned(torch, batch, "names", "name_owners", training, 1)
    own = own.index_add(0, owners, vectors[words])
    phrases, owners = _thinned(torch, batch, "phrases", "phrase_owners", training, 2)
    own = own.index_add(0, owners, lexicon["phrases"].weight[phrases])
    own = own[batch["kinds"]] * batch["inside"].unsqueeze(1)
    path, above = own, batch["parents"]
    while bool((above != above[above]).any()):
        path = path + path[above]
        above = above[above]
    path = path + path[above]
    element = batch["elements"]
    return [own[element], own[batch["parents"][element]], path[element]]


def _loss(torch: Any, scores: Any, batch: Batch, settings: NetworkSettings) -> Any:
    """Cross entropy of the roles and of body or not; and what of the overlap each page misses."""
    functional, labels, counts = torch.nn.functional, batch["labels"], batch["counts"]
    weights = (1 - _WORD_SHARE) + _WORD_SHARE * (counts / _USUAL).clamp(max=_MOST)
    weights = weights * batch["weights"]
    roles = -(labels * functional.log_softmax(scores, 1)).sum(1)
    wanted = labels[:, _IN_BODY].sum(1)
    odds = torch.logsumexp(scores[:, _IN_BODY], 1) - torch.logsumexp(scores[:, _OUTSIDE], 1)
    body = functional.binary_cross_entropy_with_logits(odds, wanted, reduction="none")
    loss = ((roles + body) * weights).sum() / weights.sum()
    if not settings.overlap:
        return loss
    pages = torch.repeat_interleave(torch.arange(len(batch["sizes"])), torch.tensor(batch["sizes"]))

    def total(values: Any) -> Any:
        return torch.zeros(len(batch["sizes"])).index_add(0, pages, values * (counts + 1))

    found = torch.sigmoid(odds)
    overlap = (2 * total(found * wanted) + 1) / (total(found) + total(wanted) + 1)
    return loss + settings.overlap * (1 - overlap).mean()


def export(net: Any, settings: NetworkSettings) -> Reader:
    """Return a trained network as the run time evaluates it."""
    vectors = {name: _vectors(part) for name, part in net["lexicon"].items()}

    def layers(name: str) -> dict[int, Layer]:
        return {int(place): _layer(layer) for place, layer in net[name].items()}

    convolutions = tuple(
        # PyTorch keeps out x in x taps; the run time takes taps x in x out
        Convolution(_array(part.weight).transpose(2, 1, 0).copy(), _array(part.bias), reach)
        for part, reach in zip(net["convolutions"], settings.dilations, strict=True)
    )
    lexicon = Lexicon(
        words=vectors["words"],
        lines={name: vectors[name] for name in LINES},
        codes={name: vectors[name] for name in CODES},
        names=vectors.get("names"),
        phrases=vectors.get("phrases"),
    )
    network = Network(
        enter=_layer(net["enter"]),
        convolutions=convolutions,
        groups=layers("groups"),
        pages=layers("pages"),
        queries=layers("queries"),
        attentions=layers("attentions"),
        leave=_layer(net["leave"]),
    )
    return Reader(lexicon, network)


def _array(parameter: Any) -> Array:
    found: Array = parameter.detach().numpy().astype(np.float32)
    return found


def _layer(part: Any) -> Layer:
    return Layer(_array(part.weight).T.copy(), _array(part.bias))


def _vectors(part: Any) -> Vectors:
    values = _array(part.weight)
    unit = float(max(np.abs(values).max(), 1e-6)) / 127
    return Vectors(np.rint(values / unit).astype(np.int8), unit)
