"""Training of the block labeller; needs the extra `train`."""
