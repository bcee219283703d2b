"""Experiments: questions put to the model, each a script that can be run again."""
