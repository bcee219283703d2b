"""Analysis: from results to a finding, one file a question."""
