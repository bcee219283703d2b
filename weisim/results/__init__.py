"""Results: what happened, kept; the only thing that both wings of the house know."""
