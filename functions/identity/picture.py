"""Pictures of people, on arrival in the bucket (S3 through EventBridge): cut, resized, stripped, and shown.

What arrives is believed in nothing: its type is what its bytes say, its size is looked at before it is decoded, and
what is shown is drawn anew, so nothing that was hidden in the file comes along.
"""

from io import BytesIO
from typing import Any

from functions.identity import pictures
from functions.identity.models import Person
from functions.identity.service import picture
from hearth import aws, ids, keys, telemetry
from hearth.config import settings
from hearth.errors import Conflict, PreconditionFailed

MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
QUALITY = 82


class NotAPicture(Exception):
    """What arrived cannot be shown; the reason is for the log."""


def handler(event: dict[str, Any], context: Any) -> None:  # noqa: ARG001  as Lambda calls it
    """Take in one upload. What is no picture is thrown away; what fails for another reason is tried again by Lambda."""
    key = str(event["detail"]["object"]["key"])
    with telemetry.measure("resize_picture", request_id=event.get("id", "")) as work:
        person_id, upload_id = _parts(key)
        work.fields["person"] = person_id
        try:
            take_in(key, person_id, upload_id)
        except NotAPicture as error:
            work.fields["refused"] = str(error)
            telemetry.count("PicturesRefused")
        aws.client("s3").delete_object(Bucket=settings().files_bucket, Key=key)


def _parts(key: str) -> tuple[str, str]:
    person_id, _, upload_id = key.removeprefix(pictures.INCOMING).partition("/")
    if not (key.startswith(pictures.INCOMING) and ids.is_id(person_id) and ids.is_id(upload_id)):
        raise ValueError(f"not an uploaded picture: {key}")
    return person_id, upload_id


def take_in(key: str, person_id: str, upload_id: str) -> None:
    """Resize an upload and show it. An upload that is older than what is shown changes nothing, nor does a repeat."""
    person = Person.find(keys.person(person_id))
    if person is None or person.status != "active" or (pictures.revision_of(person.picture) or "") >= upload_id:
        return
    s3, bucket = aws.client("s3"), settings().files_bucket
    try:
        answer = s3.get_object(Bucket=bucket, Key=key)
    except s3.exceptions.NoSuchKey:
        return  # a repeat of what was dealt with
    if answer["ContentLength"] > pictures.LARGEST:
        raise NotAPicture("too many bytes")
    for size, data in resized(answer["Body"].read()).items():
        s3.put_object(
            Bucket=bucket,
            Key=pictures.key(person_id, upload_id, size),
            Body=data,
            ContentType="image/webp",
            CacheControl="private, max-age=31536000, immutable",
        )
    for _ in range(5):
        try:
            picture.show(person, upload_id)
        except (Conflict, PreconditionFailed):  # the profile changed in the meantime
            person = Person.find(keys.person(person_id))
            if person is None or (pictures.revision_of(person.picture) or "") >= upload_id:
                return
        else:
            telemetry.count("PicturesShown")
            return
    raise Conflict("The profile would not hold still.")


def resized(data: bytes) -> dict[int, bytes]:
    """The picture as WebP by size: upright, cut to its middle square, without metadata. NotAPicture if it is none."""
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NotAPicture("too many pixels")
            image.draft("RGB", (512, 512))  # a large JPEG is decoded small at once
            upright = ImageOps.exif_transpose(image)
            plain = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
            return {size: _webp(ImageOps.fit(plain, (size, size))) for size in pictures.SIZES}
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise NotAPicture(type(error).__name__) from error


def _webp(image: Any) -> bytes:
    image.info.clear()  # colour profile, comments, place and camera
    found = BytesIO()
    image.save(found, "WEBP", quality=QUALITY, method=4)
    return found.getvalue()
