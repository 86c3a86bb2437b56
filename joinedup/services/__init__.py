"""The services of a council: one folder each, none imports another."""
