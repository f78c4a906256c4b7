"""Home: what waits for me, my circles; the door of the demo; the promises; the gallery."""
