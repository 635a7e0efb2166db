"""Reading organizers' spreadsheets: what is in them, what can be taken, and what is wrong with the rest.

`reading` turns a file into sheets of plain text, `headings` finds the columns, `seekers`, `employers`,
`openings` and `booths` read a row each, and `plan` puts them together; none of them touches the database.
`queries` and `actions` do: preview, confirm, undo. See docs/adr/0011.
"""
