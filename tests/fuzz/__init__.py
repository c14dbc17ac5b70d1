"""Seeded fuzz of everything that a client can send."""
