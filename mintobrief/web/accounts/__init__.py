"""Accounts in the pages: log in, the own page, people and roles, who may see a meeting."""
