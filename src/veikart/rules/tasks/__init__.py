"""What a task may be and who may do what with it: statuses, lateness in words, and every task as people see it.

The parts are imported by their own names (`rules.tasks.reading`), for the statuses are needed where the tables of the book are declared.
"""
