"""How template.yaml is composed: `compose.py`."""
