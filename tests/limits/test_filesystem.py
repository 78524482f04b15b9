"""Where a ledger may lie."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from tiktok_shop_sdk.stores import filesystem
from tiktok_shop_sdk.stores.filesystem import is_shared, is_unc, kind_in_mount_output, kind_in_proc_mounts

MOUNTS = r"""
/dev/vda / ext4 rw 0 0
proc /proc proc rw 0 0
server:/export /srv/data nfs4 rw 0 0
/dev/vdb /srv/data/local xfs rw 0 0
//server/share /mnt/a\040b cifs rw 0 0
tmpfs /over tmpfs rw 0 0
sshfs#host: /over fuse.sshfs rw 0 0
""".strip()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/state", "ext4"),
        ("/srv/data/x/ledger.db", "nfs4"),
        ("/srv/data/local/ledger.db", "xfs"),
        ("/srv/database", "ext4"),
        ("/mnt/a b/ledger.db", "cifs"),
        ("/over/ledger.db", "fuse.sshfs"),
    ],
)
def test_the_innermost_and_latest_mount_decides(path: str, kind: str) -> None:
    assert kind_in_proc_mounts(PurePosixPath(path), MOUNTS) == kind


def test_no_mount_no_kind() -> None:
    assert kind_in_proc_mounts(PurePosixPath("/home"), "") == ""


def test_the_output_of_mount_on_macos_is_understood() -> None:
    output = (
        "/dev/disk3s1s1 on / (apfs, sealed, local)\nmap auto_home on /System/Volumes/Data/home (autofs)\n"
        "//me@server/share on /Volumes/My (share) (smbfs, nodev)\nnonsense\n"
    )
    assert kind_in_mount_output(PurePosixPath("/Users/me/ledger.db"), output) == "apfs"
    assert kind_in_mount_output(PurePosixPath("/Volumes/My (share)/ledger.db"), output) == "smbfs"


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "virtiofs", "SMBFS"])
def test_file_systems_of_several_machines_are_shared(kind: str) -> None:
    assert is_shared(kind)


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "apfs", "fuseblk", ""])
def test_file_systems_of_one_machine_are_not(kind: str) -> None:
    assert not is_shared(kind)


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        (r"\\server\share\x", True),
        ("//server/share/x", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\x", False),
        (r"\\.\C:\x", False),
        (r"C:\x", False),
    ],
)
def test_paths_that_name_a_server_are_known(path: str, unc: bool) -> None:
    assert is_unc(path) is unc


def test_the_mounts_of_this_machine_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(filesystem, "_PROC_MOUNTS", mounts)
    assert filesystem.shared_kind(tmp_path) == ""
    mounts.write_text("/dev/vda / ext4 rw 0 0\n")
    assert filesystem.shared_kind(tmp_path) == ""
    mounts.write_text("server:/ / nfs4 rw 0 0\n")
    assert filesystem.shared_kind(tmp_path / "not" / "there" / "yet") == "nfs4"
