"""Changing fairs: the fair itself, its slots, booths and team, and who attends."""
