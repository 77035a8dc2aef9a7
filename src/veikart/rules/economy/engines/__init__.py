"""The engines bound to the book: each reads its tables and the dated rules, calls the arithmetic, and adds its sheets to the run."""
