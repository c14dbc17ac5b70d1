"""Previews of pages."""
