"""Checks: what they are given is a path, what they return is a `Report`.

`checks.validate` is the way into all of them. Nothing is imported here, so that a data
package is checked without loading the models of records.
"""
