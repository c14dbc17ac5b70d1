"""Pictures of people, on arrival in the bucket (S3 through EventBridge): drawn anew (`hearth.pictures`), and shown."""

from typing import Any

from functions.identity import album
from functions.identity.models import Person
from functions.identity.service import picture
from hearth import aws, deadline, telemetry
from hearth.config import settings
from hearth.errors import Conflict, PreconditionFailed
from hearth.keys import identity as keys
from hearth.pictures import NotAPicture


def handler(event: dict[str, Any], context: Any) -> None:
    """Take in one upload. What is no picture is thrown away; what fails for another reason is tried again by Lambda."""
    key = str(event["detail"]["object"]["key"])
    with deadline.until(context), telemetry.measure("resize_picture", request_id=event.get("id", "")) as work:
        person_id, upload_id = album.album.parts(key, 2)
        work.fields["person"] = person_id
        try:
            take_in(key, person_id, upload_id)
        except NotAPicture as error:
            work.fields["refused"] = str(error)
            telemetry.count("PicturesRefused")
        aws.client("s3").delete_object(Bucket=settings().files_bucket, Key=key)


def take_in(key: str, person_id: str, upload_id: str) -> None:
    """Resize an upload and show it. An upload that is older than what is shown changes nothing, nor does a repeat."""
    person = Person.find(keys.person(person_id))
    if person is None or person.status != "active" or (album.revision_of(person.picture) or "") >= upload_id:
        return
    if not album.album.store(key, person_id, upload_id):
        return
    for _ in range(5):
        try:
            picture.show(person, upload_id)
        except (Conflict, PreconditionFailed):  # the profile changed in the meantime
            person = Person.find(keys.person(person_id))
            if person is None or (album.revision_of(person.picture) or "") >= upload_id:
                return
        else:
            telemetry.count("PicturesShown")
            return
    raise Conflict("The profile would not hold still.")
