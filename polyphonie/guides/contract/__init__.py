"""What others may build on: the format of a guide, what a step kind is, the kinds there are. Pure."""
