"""Exploring and learning in Jupyter: widgets over the data set, lessons with exercises that mark themselves."""
