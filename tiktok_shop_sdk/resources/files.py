"""Files too large for one request: they travel in chunks, for shoppable videos and customer service."""

from __future__ import annotations

from ..core.operation import M, Resource, operation
from ..models.files import FileType, UploadSession


class Files(Resource[M], quota="both"):
    """Large files."""

    @operation(
        "POST /open/202512/file/init",
        writes="account",
        cipher="optional",
        asset="optional",
        scopes=("creator.video.write", "seller.customer_service"),
        token="any",
    )
    def init_upload(
        self, *, file_name: str, file_type: FileType, file_size: int, total_chunk_count: int, target_path: str
    ) -> UploadSession:
        """Announce a file and learn where its chunks go (Upload File Init).

        `file_size` is in bytes. Chunks have 5 to 30 MB; a file may have up to 100 MB for customer service and 500 MB
        for a shoppable video. Files below 10 MB need no session: upload them in one request of their own family.
        """
        ...
