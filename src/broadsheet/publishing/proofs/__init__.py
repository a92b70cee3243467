"""What is proved of a release, one thing a module; each proof is a value."""
