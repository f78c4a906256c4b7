"""What others may build on: a set of questions, the box in which answers wait, which questions to ask. Pure."""
