"""Which rules of Appendix I of Decree 30/2020/NĐ-CP, on the layout of documents, a Word document breaks."""

from lsdata.publish.decree.checks import check
from lsdata.publish.decree.findings import Finding

__all__ = ["Finding", "check"]
