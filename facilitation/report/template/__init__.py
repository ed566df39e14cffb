"""The slim template of the Gutachten and the command that makes it."""
