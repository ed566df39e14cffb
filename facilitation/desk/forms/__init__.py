"""What the desk's pages ask for, one file per subject."""
