"""The service itself: health and CORS preflights."""
