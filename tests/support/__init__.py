"""What tests share: the source tree, a browser, a temporary PostgreSQL."""
