"""Live connections: tickets, topics, presence and ephemeral frames (docs/live-protocol.md)."""
