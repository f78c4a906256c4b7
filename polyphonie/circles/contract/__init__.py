"""What the whole house builds on: who may read a written thing. Pure."""
