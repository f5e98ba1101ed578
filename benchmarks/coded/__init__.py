"""What ``benchmarks/coding.py`` measures, a module a gold set."""
