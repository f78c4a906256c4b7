"""The mathematics: pure functions on plain values. Below everything; knows nobody."""
