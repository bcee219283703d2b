"""Report: a document for people who will not read code."""
