"""Experiment: many histories, played for every scenario with the same luck."""
