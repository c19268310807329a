"""Reports as Word documents, in the layout of Appendix I of Decree 30/2020/NĐ-CP."""

from lsdata.publish.word.writer import write

__all__ = ["write"]
