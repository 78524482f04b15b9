"""Where audit records go: JSON Lines files by default."""
