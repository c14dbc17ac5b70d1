"""Mail: takes what other capabilities want to write to people from the queue, renders it, and hands it to SES."""
