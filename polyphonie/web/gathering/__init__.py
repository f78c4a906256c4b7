"""A gathering: the phone, the console of whoever facilitates, the screen everybody looks at, the record."""
