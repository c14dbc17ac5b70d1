"""What belongs to no capability: health and CORS preflights."""
