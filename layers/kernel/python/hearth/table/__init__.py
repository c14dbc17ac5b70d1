"""The one table: items, reading, writing in transactions, and how DynamoDB is spoken to."""
