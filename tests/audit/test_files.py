"""Locks exclude threads and processes, and files are private, whole and never reached through a symlink."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tiktok_shop_sdk.ports.files import FileLock, open_file, private_directory, replace_file


def test_a_lock_has_one_holder(tmp_path: Path) -> None:
    one, two = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert one.try_acquire()
    assert one.held
    assert not one.try_acquire()
    assert not two.try_acquire()
    with pytest.raises(BlockingIOError, match="locked by another process or thread"), two:
        pass
    one.release()
    one.release()
    with two:
        assert not one.try_acquire()
    assert one.try_acquire()
    one.release()


def test_a_lock_excludes_other_processes_and_ends_with_its_holder(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tiktok_shop_sdk.ports.files import FileLock\n"
        "print(FileLock(Path(sys.argv[1])).try_acquire(), flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout
    assert other.stdout.readline() == "True\n"
    lock = FileLock(tmp_path / "lock")
    assert not lock.try_acquire()
    other.kill()
    other.communicate()
    assert lock.try_acquire()
    lock.release()


def test_a_forked_child_neither_holds_nor_frees_its_parents_lock(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    assert lock.try_acquire()
    pid = os.fork()
    if not pid:  # pragma: no cover - the child is not traced
        held, taken = lock.held, lock.try_acquire()
        lock.release()
        os._exit(0 if not held and not taken else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert not FileLock(tmp_path / "lock").try_acquire()
    lock.release()


def test_the_parents_lock_is_free_although_a_child_still_lives(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    assert lock.try_acquire()
    read, write = os.pipe()
    pid = os.fork()
    if not pid:  # pragma: no cover - the child is not traced
        os.close(write)
        os.read(read, 1)
        os._exit(0)
    lock.release()
    other = FileLock(tmp_path / "lock")
    assert other.try_acquire()
    other.release()
    os.close(write)
    os.close(read)
    os.waitpid(pid, 0)


def test_what_a_child_closes_of_its_parents_lock_is_its_own_copy(tmp_path: Path, monkeypatch) -> None:
    lock = FileLock(tmp_path / "lock")
    assert lock.try_acquire()
    with monkeypatch.context() as child:
        child.setattr(os, "getpid", lambda: -1)
        lock.release()
    assert not lock.held


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "file"
    replace_file(path, b"one")
    assert path.stat().st_mode & 0o777 == 0o600
    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError("no")))
        with pytest.raises(OSError, match="no"):
            replace_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_directory_is_private_and_no_symlink(tmp_path: Path) -> None:
    made = private_directory(tmp_path / "a" / "b")
    assert made.stat().st_mode & 0o777 == 0o700
    made.chmod(0o755)
    assert private_directory(made).stat().st_mode & 0o777 == 0o700
    (tmp_path / "link").symlink_to(made)
    with pytest.raises(OSError, match="symbolic link"):
        private_directory(tmp_path / "link")


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"):
        open_file(tmp_path / "pipe", os.O_RDWR)
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with pytest.raises(OSError):
        open_file(tmp_path / "link", os.O_RDWR | os.O_CREAT)
    assert not (tmp_path / "file").exists()


def test_a_lock_of_which_the_system_cannot_tell_is_not_taken_for_a_held_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks_here(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("tiktok_shop_sdk.ports.files.fcntl.flock", no_locks_here)
    with pytest.raises(OSError, match=os.strerror(errno.ENOLCK)):
        FileLock(tmp_path / "lock").try_acquire()
