"""From a file to clauses: read, split into documents, part, parse."""
