"""From the text of a cell to its logical value, type by type, exactly as Table Schema says."""
