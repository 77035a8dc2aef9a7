"""The pages of the economy: a page for each engine, and what is the same for all of them."""
