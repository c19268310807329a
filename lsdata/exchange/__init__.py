"""Figures on their way in and out: new packages, workbooks, tables as offices give them out."""
