"""What is prose and what is furniture, judged block by block without a model."""
