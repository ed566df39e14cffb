"""What the council recommends, with every wording it ever had."""
