"""ChangeSets and editions → what people read."""
