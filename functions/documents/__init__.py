"""Documents that people write together: a log of Yjs updates, snapshots, and the tree they stand in."""
