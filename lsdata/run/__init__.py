"""Notebooks, executed: the papermill engine, and the processes that run it, on this machine or on a cluster.

Nothing is imported here: `lsdata report` finds out that there is nothing to do without papermill or pandas.
"""
