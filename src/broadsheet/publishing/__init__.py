"""Releases made, checked and passed on: the package of a version with its archives, sums and proofs."""
