"""Fittings that know no feature: forms, languages, access, pages, macros."""
