"""The pages' work for other programs: JSON under /api/v1, told by an OpenAPI document.

Every operation calls what the page calls; here are only the shapes of questions and answers.
"""
