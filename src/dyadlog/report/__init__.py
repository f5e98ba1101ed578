"""The static brief and the tables of the terminal."""
