"""From a page to its body: who proposes one, which is taken, and what is trimmed from it."""
