"""The built graph: stored, asked, explained, audited, checked and given away."""
