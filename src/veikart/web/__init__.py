"""The pages: one folder for each task a person does."""
