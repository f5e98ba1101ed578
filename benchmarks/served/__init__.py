"""What readers ask of a reading room, how long it takes, and what they wait for."""
