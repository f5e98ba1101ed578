"""How the ranker is made: the network that says which words of a sentence name an act, who stands on which side of it,
and what lies between two given sides.
"""
