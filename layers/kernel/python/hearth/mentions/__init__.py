"""Mentions of people in what others write: found in a content, told apart from those that were there before, told once.

`reading` finds them in editor JSON and in plain text, `announcing` tells who is mentioned (decision 0060).
"""
