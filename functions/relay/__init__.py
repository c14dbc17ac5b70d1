"""From the table's stream to the bus: the events that changes carry."""
