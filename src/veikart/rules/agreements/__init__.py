"""Leader agreements: what a leader answers for in a year, who may see it, and who may say yes to it.

The parts are imported by their own names (`rules.agreements.reading`), for the names of the private tables are needed where the books are declared.
"""
