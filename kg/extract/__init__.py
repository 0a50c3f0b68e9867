"""The extractors: each reads one clause and yields the facts of one kind, names still as printed."""
