"""Where a gathering stands and where it goes next, purely."""
