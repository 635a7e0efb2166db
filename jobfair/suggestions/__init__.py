"""Computed suggestions and stored interest."""
