"""Keeping an installation in order: back-up, restore, and the doctor that looks at everything."""
