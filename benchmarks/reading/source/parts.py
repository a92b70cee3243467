"""The parts of the corpus, each a folder here and one beside this folder."""

PARTS = ("tune", "held", "blind", *(f"blind{number}" for number in range(2, 16)))
