"""How the house is put together."""
