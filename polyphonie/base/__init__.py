"""The ground: a few small things every room stands on."""
