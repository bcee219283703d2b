"""Cli: the command line, one file a command, in Dutch and in English."""
