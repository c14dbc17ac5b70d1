"""What runs, builds, deploys and measures Hearth; nothing here ships to Lambda."""
