"""Designs: ways to choose futures; each gives the same futures for the same seed, whatever else draws chance."""
