"""Pages of programmes: a call, applying, forming pairs."""
