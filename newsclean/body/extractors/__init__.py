"""The extractors that come with the package; none knows of another."""
