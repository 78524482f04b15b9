"""The audit log in PostgreSQL: the same records and hashes, in tables that only grow."""
