"""Jobs: what is under way and what came of it, for whoever asked for it and whoever runs the organization."""
