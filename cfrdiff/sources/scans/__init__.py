"""Pictures of pages: made ready, recognised by Tesseract, and what it made of their words."""
