"""Training of the role model: readings, captures made of them, the network, its validation."""
