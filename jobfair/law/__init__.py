"""Law: rules that may close a kind of work, as dated and sourced data, and the private check of them.

Nothing else of the program imports this room: what is answered here goes nowhere.
"""
