"""What a page says about itself: JSON-LD, microdata, meta elements."""
