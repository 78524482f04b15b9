"""What is remembered between calls and processes: slots, pauses, tokens, cursors."""
