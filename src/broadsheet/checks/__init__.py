"""Checks: what each looks at, it reports; nothing here changes data."""
