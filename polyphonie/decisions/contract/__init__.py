"""How a group consents, as a pure machine: no database, no clock of its own."""
