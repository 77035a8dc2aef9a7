"""How good projections were: old ones made again, or taken as they were published, against what was counted."""
