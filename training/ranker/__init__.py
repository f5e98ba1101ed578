"""How the ranker is made: the network that says which act a sentence tells of between two marked sides."""
