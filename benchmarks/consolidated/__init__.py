"""What the consolidation benchmark is made of: gold claims from answer keys, and a module for each group of figures."""
