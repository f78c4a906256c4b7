"""What we take away."""
