"""The use cases of documents. Entries call them by module: `tree.create_document`, `live.get_state`."""
