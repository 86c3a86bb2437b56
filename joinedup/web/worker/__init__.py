"""Does the long work that pages ask for."""
