"""The furniture. A component takes plain values and knows no room: a template, its style, an example."""
