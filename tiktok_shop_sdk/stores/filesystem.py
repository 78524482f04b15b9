"""
Whether a path lies on a file system that other machines share, where file locks cannot be trusted.

SQLite's write-ahead log needs memory shared by all its users, and boot clocks differ between machines; on a
network file system a ledger would seem to work and count wrongly. The kinds below cover machine borders of
every sort: servers, hypervisors and sandboxes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath, PurePosixPath

if sys.platform == "win32":  # pragma: no cover - Windows only
    import ctypes
elif sys.platform == "darwin":  # pragma: no cover - macOS only
    import subprocess

_PROC_MOUNTS = Path("/proc/mounts")

_SHARED = """
9p acfs afpfs afs beegfs ceph cifs cvfs davfs drvfs fakeowner ftp gfs gfs2 glusterfs gpfs ibrix lustre
ncpfs nfs nfs3 nfs4 ocfs2 osxfs panfs pnfs prl_fs pvfs2 smb2 smb3 smbfs vboxsf virtiofs vmhgfs webdav
""".split()  # noqa: SIM905 - a list of words
_SHARED_OVER_FUSE = """
blobfuse blobfuse2 ceph davfs2 gcsfuse glusterfs goofys grpcfuse juicefs mount-s3 osxfs rclone s3fs sshfs
vmhgfs-fuse
""".split()  # noqa: SIM905 - a list of words


def is_shared(kind: str) -> bool:
    """Whether a file system of this kind may be used by several machines at once."""
    kind = kind.lower()
    return kind in _SHARED or kind.removeprefix("fuse.") in _SHARED_OVER_FUSE


def kind_in_proc_mounts(path: PurePath, mounts: str) -> str:
    """The kind of the file system that holds `path`, from Linux' /proc/mounts; "" if none does."""
    lines = (line.split(" ") for line in mounts.splitlines())
    return _innermost(path, ((_unescaped(line[1]), line[2]) for line in lines))


def kind_in_mount_output(path: PurePath, output: str) -> str:
    """The same from what `mount` prints on macOS: `server:/export on /Volumes/export (nfs, nodev)`."""
    lines = (re.match(r".* on (/.*) \(([^,)]+)", line) for line in output.splitlines())
    return _innermost(path, ((line[1], line[2]) for line in lines if line))


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _innermost(path: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """The last mount with the longest matching path wins: a later one hides an earlier one."""
    depth, kind = 0, ""
    for point, candidate in mounts:
        parts = PurePosixPath(point).parts
        if len(parts) >= depth and path.parts[: len(parts)] == parts:
            depth, kind = len(parts), candidate
    return kind


def shared_kind(path: Path) -> str:
    """The kind of the shared file system that holds `path`, "" if it is local or nobody can tell."""
    path = path.resolve()
    if sys.platform == "win32":  # pragma: no cover - Windows only
        return "network drive" if _is_remote_drive(path) else ""
    try:
        if sys.platform == "darwin":  # pragma: no cover - macOS only
            kind = kind_in_mount_output(path, subprocess.check_output(["/sbin/mount"], text=True))
        else:
            kind = kind_in_proc_mounts(path, _PROC_MOUNTS.read_text(errors="surrogateescape"))
    except OSError:
        return ""  # a system without a list of mounts
    return kind if is_shared(kind) else ""


def is_unc(path: str) -> bool:
    r"""Whether a Windows path names a server: `\\server\share`, `\\?\UNC\server\share`."""
    path = path.replace("/", "\\").upper()
    return path.startswith("\\\\?\\UNC\\") or (path.startswith("\\\\") and not path.startswith(("\\\\?\\", "\\\\.\\")))


if sys.platform == "win32":  # pragma: no cover - Windows only

    def _is_remote_drive(path: Path) -> bool:
        remote = 4  # DRIVE_REMOTE of GetDriveTypeW
        return is_unc(str(path)) or ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == remote
