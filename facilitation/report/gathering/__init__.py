"""Where the outline comes from: one file per subject, each reads its own tables."""
