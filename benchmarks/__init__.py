"""Measurements that anyone can repeat: what is claimed about speed, and the claim tested in the same run."""
