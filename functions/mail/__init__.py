"""Mail to people: what other capabilities want to write, in the reader's language, through SES."""
