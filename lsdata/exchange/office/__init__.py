"""Tables as offices give them out, read by a layout: which row and column is which figure."""
