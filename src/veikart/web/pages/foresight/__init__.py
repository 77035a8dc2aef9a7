"""The pages that look twenty years ahead."""
