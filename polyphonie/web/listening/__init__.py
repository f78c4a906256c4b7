"""Pages of waves: answering without a name, and what may be said of the answers."""
