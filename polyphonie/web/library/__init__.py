"""The library of guides: cards, one guide, its local adaptation, its rehearsal."""
