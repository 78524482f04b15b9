"""What is in the sandbox's shops, and what happens there: orders, stock, parcels, returns; by calls and by time."""
