"""One module for each thing a person comes to see."""
