"""Fields (Handlungsfelder) and the measures (Maßnahmen) in them."""
