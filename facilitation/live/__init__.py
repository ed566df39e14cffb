"""The picture of the moment, drawn once per audience, and the socket that carries it."""
