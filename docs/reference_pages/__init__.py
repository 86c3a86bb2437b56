"""The reference pages, each made from the declarations it describes."""
