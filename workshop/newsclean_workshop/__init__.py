"""Training and measuring of the models that newsclean ships; a distribution of its own."""
