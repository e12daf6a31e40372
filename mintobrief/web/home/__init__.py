"""首页: every meeting and how far it is; what is under way; what is set."""
