"""A folder becomes jobs, and every file and page in it is accounted for."""
