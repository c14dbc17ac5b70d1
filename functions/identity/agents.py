"""A user agent as people would name it: `Firefox on Linux`."""

_SOFTWARE = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("python", "Python"),
    ("Python", "Python"),
    ("okhttp", "Android app"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def name(agent: str) -> str:
    """The name; "Unknown device" when nothing is recognized."""
    software = next((label for mark, label in _SOFTWARE if mark in agent), "")
    system = next((label for mark, label in _SYSTEMS if mark in agent), "")
    return f"{software} on {system}" if software and system else software or system or "Unknown device"
