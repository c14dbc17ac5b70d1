"""Use cases of the live gateway."""
