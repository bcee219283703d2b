"""Trace: from the events of a run to dated sentences that can be read as a story."""
