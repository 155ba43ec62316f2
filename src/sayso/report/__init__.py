"""A case to look at: one self-contained HTML file, and tables in the terminal. Only looks, never concludes."""
