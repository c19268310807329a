"""The figures behind a report as data: a workbook (XLSX), separated text (CSV), typed columns (Parquet).

All of it is made from the report JSON alone; ``records`` says what a figure is in words and in codes.
"""
