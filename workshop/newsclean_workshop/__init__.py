"""Training, measuring and reporting of the models that newsclean ships."""
