"""Law, statements, accounts and rates as dated data, and their reader."""
