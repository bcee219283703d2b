"""Processes: what happens in a week, one file a process (ODD element 7)."""
