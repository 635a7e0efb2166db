"""Fairs: slots, booths, floor plan, who attends, import of spreadsheets."""
