"""What the reader knows of outlets, words and forms: data in TOML files, which a project can extend."""

from broadsheet.reading.lexicon.lexicon import Lexicon, builtin_lexicon, load_lexicon

__all__ = ["Lexicon", "builtin_lexicon", "load_lexicon"]
