"""Articles as data: records with a defined shape, checked, cited and versioned."""
