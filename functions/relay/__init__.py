"""Relay: turns what the table's stream carries into events on the bus."""
