"""What the platform's routes answer."""

from typing import Literal

from hearth.schema import Shape


class Health(Shape):
    """The service is up."""

    status: Literal["ok"]
