"""Law, statements, accounts, rates and findings as dated data, and their reader."""
