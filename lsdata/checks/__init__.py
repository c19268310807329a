"""Identities that published figures must satisfy, each judged within what rounding permits, and the fewest figures to look at.

``rules`` says what is held against what (tables of rules), ``series`` brings the figures in order, ``over_time``, ``across``
and ``alone`` find what can be compared, ``judging`` judges, ``relations`` and ``repair`` know arithmetic alone, ``survey`` puts
it together.
"""
