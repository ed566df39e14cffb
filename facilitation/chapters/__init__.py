"""The Gutachten's chapters: which there are, in which order, and what people write in them."""
