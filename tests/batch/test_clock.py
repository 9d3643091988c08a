"""The clock of time limits counts only while somebody watches."""

from newsclean.batch import clock as clock_module
from newsclean.batch.clock import WatchedClock


def test_absence_counts_little(monkeypatch):
    moment = 100.0
    monkeypatch.setattr(clock_module.time, "monotonic", lambda: moment)
    clock = WatchedClock()
    moment += 3600.0  # a consumer that is away
    with clock.watching(5.0):
        moment += 4.0
    assert clock.now == 4.5
    with clock.watching(1.0):
        moment += 60.0  # the whole run was stopped
    assert clock.now == 6.0
    moment += 0.2
    with clock.watching(0.0):
        pass
    assert clock.now == 6.2 or abs(clock.now - 6.2) < 1e-9
