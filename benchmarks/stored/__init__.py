"""A made-up store of the size of a large newsroom's, for measuring how fast it is read."""
