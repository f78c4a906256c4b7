"""What is pure about people."""
