"""The live gateway: tickets, connections, topics, presence and ephemeral frames."""
