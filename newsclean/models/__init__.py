"""What the learned models share: forests, networks, and their weights as named arrays."""
