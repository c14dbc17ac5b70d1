"""Who did what to what, from where, and how it was before. Written once, never changed."""
