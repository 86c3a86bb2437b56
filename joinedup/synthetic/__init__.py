"""Middleshire, a fictional unitary county: the files a real council would hold, and the truth behind them."""

from joinedup.synthetic._county import LARGEST, SMALLEST, CountyMade, make_county

__all__ = ["LARGEST", "SMALLEST", "CountyMade", "make_county"]
