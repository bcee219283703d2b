"""Figures: from a finding to a picture; every file here has the name of the question it draws."""
