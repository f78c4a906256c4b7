"""A circle: its people, its charter, its gatherings, decisions and small steps."""
