"""A package's descriptor in the forms that other systems read."""
