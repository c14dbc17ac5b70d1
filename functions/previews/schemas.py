"""What a request for a preview holds."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from hearth.preview.addresses import LONGEST
from hearth.schema import Body

Url = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^[hH][tT][tT][pP][sS]?://[^\x00-\x20\x7f]+$")]


class NewPreview(Body):
    """A page to look at."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"url": "https://example.com/article"}]})

    url: Url = Field(description="Of the public web: https:// or http://, on their own ports, without a name in it.")
