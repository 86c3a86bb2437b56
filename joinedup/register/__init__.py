"""The decision register: every decision from proposal to review.

What is exported is imported from its own module where Django is not set up yet: the tables can only be
imported afterwards, so nothing is imported here.
"""
