"""Neighbourhood: the Mesa model, its residents, initiatives and partners, and who knows whom."""
