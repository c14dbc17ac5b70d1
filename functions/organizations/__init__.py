"""Organizations: who is in them, how they come in, and how they go."""
