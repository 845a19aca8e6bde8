"""ChangeSets, histories and editions → what a reader sees, whatever the format."""
