"""Use cases, a module for each noun."""
