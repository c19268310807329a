"""The formats a report is published in, a module each: where its paragraphs stand, or the paragraphs themselves."""
