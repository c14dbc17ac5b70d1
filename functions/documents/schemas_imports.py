"""What requests about imports may hold."""

from typing import Annotated

from pydantic import Field, StringConstraints

from functions.documents.schemas import SOME_ID, NewPlace, example
from hearth.schema import Body, Id

FileName = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f\x7f/\\]+$")]


class NewImportUpload(Body):
    """A file to come, that documents are to be made of."""

    model_config = example(name="Handbook.docx", size=120_000)

    name: FileName = Field(description="Its ending says what it is: md, markdown, txt, html, htm, docx or zip.")
    size: int = Field(ge=1, le=2**31)


class ImportFile(Body):
    """A file that was uploaded."""

    model_config = example(upload=SOME_ID, name="Handbook.docx")

    upload: Id
    name: FileName


class NewImport(NewPlace):
    """What documents are to be made of, and where they go."""

    model_config = example(files=[{"upload": SOME_ID, "name": "Handbook.docx"}])

    files: list[ImportFile] = Field(min_length=1, max_length=50)
