"""Live connections: topics, frames, presence, and the gateway through which people who are connected are told."""
