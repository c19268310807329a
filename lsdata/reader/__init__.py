"""A published report, text in, figures out: a grammar over clauses and the catalogue of indicators, no model."""
