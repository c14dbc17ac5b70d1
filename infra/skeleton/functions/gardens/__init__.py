"""Gardens of an organization: each has a name."""
