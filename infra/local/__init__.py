"""The local stack: engine, function runtime, edge."""
