"""The kernel: what every capability shares. One noun per module; nothing here imports a capability."""
