"""What changed between two days of knowledge, or two packages: figures, and claims that no longer hold.

``figures`` compares chosen rows, ``claims`` what a report would say of them, ``compare`` puts both together; ``rows`` and
``words`` give the outcome as data and in sentences.
"""

from .compare import Changes, Turn, diff

__all__ = ["Changes", "Turn", "diff"]
