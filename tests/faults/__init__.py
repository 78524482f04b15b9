"""What becomes of the audit log when the machine under it fails, dies, or lies: one file a kind of fault.

disk.py           a disk between the code and the real one: counts the file calls, fails, dies, remembers
scene.py          the life of a log in small, and what its writer was told
judge.py          recovers a log, and holds it against what its writer was told
crash_states.py   all that a disk may hold after a power cut
worker.py         the same life in a process of its own
power.py          a disk with a cache that a power cut empties, below a real file system

Every fault is judged by the same judge, and each kind has its control: the same faults over a log that is
written carelessly, which the judge must not let pass.
"""
