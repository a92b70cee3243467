"""From a source to a draft record: layout, statements, figures, dates and mentions."""
