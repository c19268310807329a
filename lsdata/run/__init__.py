"""One report, made in a process of its own: the papermill engine, the job, the workers.

Nothing is imported here: `lsdata report` finds out that there is nothing to do without papermill or pandas.
"""
