"""Changing employers, their openings and who acts for them."""
