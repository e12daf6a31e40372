"""How the lines of a page stand: rows, columns, tables, margins; in which order they are read."""
