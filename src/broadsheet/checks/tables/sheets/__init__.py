"""Spreadsheets (xlsx, ods), read row by row under caps; macros, formulas and links are never run or followed.

The libraries at hand were measured and left: they make room for every cell up to the last one, so
that a workbook of five kilobytes takes half a terabyte and ends the process, and they read
errors of formulas as empty cells.
"""
