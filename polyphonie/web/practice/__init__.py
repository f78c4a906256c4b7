"""Pages of practices: sheets, their trials, what they have in common."""
