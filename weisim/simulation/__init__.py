"""Simulation: one history, from the first week to the last."""
