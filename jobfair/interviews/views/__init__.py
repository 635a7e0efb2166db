"""Pages of interviews: the team's, each person's own, and the messages about them."""
