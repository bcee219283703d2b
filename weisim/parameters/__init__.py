"""Parameters: every number of the model, with its unit, range, label, source and standing."""
