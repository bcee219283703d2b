"""Scenario: one complete, checked story, from its file to the model."""
