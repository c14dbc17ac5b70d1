"""What pages on the web say of themselves, for cards that ask nothing of those pages from here."""
