"""Settings, addresses and wiring: sees everything, and nobody sees it."""
