"""One's account: name, language, mail, my data; keeping what a guest wrote; signing in."""
