"""The use cases of documents. Entries call them by module: `tree.create_document`, `edit.append`, `load.get_state`."""
