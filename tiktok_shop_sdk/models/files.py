"""What the platform tells of large files on their way to it."""

from typing import Annotated, Literal, TypeAlias

from ..core.secret import Secret
from .base import Model, Open

FileType: TypeAlias = Annotated[Literal["video", "image", "pdf"] | str, Open]


class UploadSession(Model):
    """Where the chunks of a file go, and the token that each of them needs."""

    upload_url: str | None = None
    upload_token: Secret | None = None
