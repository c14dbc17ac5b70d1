"""What the names of colours and callouts are on paper, which is white."""

TEXT = {
    "gray": "6B6B6B",
    "red": "B3261E",
    "orange": "A85413",
    "yellow": "7D6608",
    "green": "2F6B3A",
    "blue": "1F5F99",
    "purple": "6B3FA0",
}
"""Colours of text, as RRGGBB: each at least 4.5 to 1 against white (WCAG 2.2, 1.4.3)."""

SHADE = {
    "gray": "E6E6E6",
    "red": "FADAD7",
    "orange": "FCE3CC",
    "yellow": "FBF0B0",
    "green": "D6EEDA",
    "blue": "D7E7F7",
    "purple": "E7DCF5",
}
"""Colours of a highlight."""

CALLOUT = {"note": "blue", "tip": "green", "important": "purple", "warning": "orange", "caution": "red"}
"""The colour of each kind of callout."""

PLAIN_HIGHLIGHT = "yellow"
