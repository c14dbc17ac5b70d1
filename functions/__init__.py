"""One folder per capability; each ships alone."""
