"""What the one route answers."""

from pydantic import Field

from hearth.schema import Shape


class Ticket(Shape):
    """A one-time right to open a live connection."""

    ticket: str = Field(
        description="Connect with it as the query parameter `ticket`, once.",
        examples=["V6y0c4b3i5D9Zk1mQe7xw2uT8aRfLhPn"],
    )
    url: str = Field(description="Where to connect.", examples=["wss://hearth.example/live"])
    expires_in: int = Field(description="Seconds until it is void.", examples=[30])
