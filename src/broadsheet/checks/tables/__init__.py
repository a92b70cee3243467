"""Tables against their schemas: one engine over polars for every format that rows come in."""
