"""What a programme is, as data. Pure: no database, no Django."""
