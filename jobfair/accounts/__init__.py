"""Users, roles, sign-in, audit."""
