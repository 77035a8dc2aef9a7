"""The pages of the follow-up, one file for each task a person does."""
