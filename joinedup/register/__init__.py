"""The decision register: every decision from proposal to review."""
