"""Indicators: what is looked at, never touched (ODD element 4, observation)."""
