"""Data: sending files, loading them, what came of it, and sending rows back to be corrected."""
