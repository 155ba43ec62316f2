"""A case for other tools: JSON first."""
