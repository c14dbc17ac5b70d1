"""Work that goes on by itself: how far it is, and what came of it."""
