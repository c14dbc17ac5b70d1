"""The documents of the sample data: one that teaches, a handbook with chapters, and a private one that is shared."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from infra.client.rest import HearthClient
from infra.sample.people import Sample

WELCOME = """Hearth is a workspace for people who write together. This document is yours to try things in.

## Write

Type as you would anywhere. **Bold**, *italic*, <u>underline</u>, ~~strike~~ and `code` have their usual keys, and a
line that begins with `#`, `-`, `1.`, `>` or ` ``` ` becomes what you expect. Type `/` for everything else.

- [x] Open this document
- [ ] Open it in a second window, side by side, and type in both
- [ ] Pull the network cable, write on, and plug it in again

> What you see as *saved* has been stored before anybody said so. Nothing that was saved is lost: not by a crash, not by
> two people in the same word, not by a night without network.

## Find your way

| To … | do … |
| --- | --- |
| make a document | press the plus beside *Documents*, or beside another document to put it under that |
| move one | drag it in the tree |
| show it to somebody | *Share*: by name, by team, or to everybody here |
| get it back | the bin keeps what was deleted |

## Programs are people too

Everything here goes through the same API. This very text:

```sh
curl -H "Authorization: Bearer $KEY" \\
  "$HEARTH/v1/orgs/$ORG/documents/$DOCUMENT/content?format=markdown"
```

Send it back changed with `PUT` and the ETag in `If-Match`, and it is merged with what others wrote meanwhile.
"""

HANDBOOK = """How we work at the lighthouse. Everybody may change it; if you are not sure, change it and say so.

1. The light comes first.
2. Write it down where the next one will look.
3. Ask before you sail, not after.
"""

LIGHT = """## Every evening

- [ ] Trim the wick, or reset the breaker
- [ ] Clean the lens from the inside
- [ ] Note weather and visibility in the log

## When it goes out

1. Ring the harbour: *Boris* knows who is at sea.
2. Light the spare. It stands **left** of the door.
   - Matches are in the tin.
   - The tin is on the shelf above.
3. Only then look for the fault.
"""

BOATS = """| boat | length | state |
| --- | --- | --- |
| *Petrel* | 6.2 m | sails |
| *Auk* | 4.8 m | new planks until spring |
| *Tern* | 3.1 m | ~~sails~~ leaks |

The plan for *Auk* is to steam the planks ourselves. Oak bends at about an hour for 25 mm:

```python
def minutes(thickness_mm: float) -> float:
    return 60 * thickness_mm / 25
```
"""

CHARTS = """Soundings are in metres below the lowest tide: 水深, глубина, βάθος, عمق.

---

The rock off the north pier is **not** where the old chart has it. Until the new one is printed, keep the red lamp in
line with the church: [position](https://www.openstreetmap.org/#map=15/54.08/12.11).
"""

PAINTING = """Greta stays with us for two weeks and paints the light at every hour.

- Monday: morning, from the pier
- Tuesday: noon, from *Petrel*, if the weather holds
"""


ROTA = """Two keep watch, one sleeps. Whoever comes off watch writes a line below.

| night | first | second |
| --- | --- | --- |
| Monday | Ada | Boris |
| Tuesday | Boris | Ada |
"""

FOG = """Start the horn when the breakwater is gone. One blast of four seconds, every half minute.

- [ ] Wake the other keeper
- [ ] Note the hour
"""

REFIT = """Petrel first, then the two dinghies.

1. Scrape and dry
2. New planks below the waterline
3. Paint, when it is above ten degrees
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A document to make."""

    title: str
    markdown: str
    by: str = "ada"
    under: str | None = None
    icon: str | None = None
    visibility: str | None = None
    space: str | None = None
    """The team in whose space it stands."""


PAGES = (
    Page("Welcome to Hearth", WELCOME, icon="🔥"),
    Page("Handbook", HANDBOOK, icon="📖"),
    Page("Keeping the light", LIGHT, under="Handbook", icon="💡"),
    Page("Boats", BOATS, by="chiara", under="Handbook", icon="⛵"),
    Page("Charts", CHARTS, by="emi", under="Handbook", icon="🧭"),
    Page("Greta's visit", PAINTING, icon="🎨", visibility="private"),
    Page("Watch rota", ROTA, icon="🌙", space="Keepers"),
    Page("When the fog comes", FOG, by="boris", under="Watch rota", icon="🌫️"),
    Page("Winter refit", REFIT, by="chiara", icon="🪚", space="Boats"),
)
KEPT = {
    "Boats": ("The fleet in November", "Petrel came out of the water on Saturday. Her keel wants paint before frost.")
}
"""By title: the name of a version, and what was written after it."""

SHARED = {"Greta's visit": (("greta", "editor"), ("boris", "commenter"))}


def load(sample: Sample) -> None:
    """Make what is not there. Ids come from the titles, so that loading again finds them."""
    path = f"/v1/orgs/{sample.org_id}/documents"
    teams = {str(team["name"]): str(team["id"]) for team in sample.owner.pages(f"/v1/orgs/{sample.org_id}/teams")}
    for page in PAGES:
        body = {"id": _id(sample, page.title), "title": page.title, "icon": page.icon, "markdown": page.markdown}
        place = {
            "parent_id": _id(sample, page.under) if page.under else None,
            "space_id": teams[page.space] if page.space else None,
            "visibility": page.visibility,
        }
        sample.clients[page.by].post(path, {**body, **{name: value for name, value in place.items() if value}})
    for title, shares in SHARED.items():
        wanted = [{"person_id": sample.clients[name].person["id"], "role": role} for name, role in shares]
        sample.owner.put(f"{path}/{_id(sample, title)}/shares", {"shares": wanted})
    for title, (name, line) in KEPT.items():
        _write_on(sample.clients["chiara"], f"{path}/{_id(sample, title)}", name, line)


def _write_on(writer: HearthClient, path: str, name: str, line: str) -> None:
    """Keep what a document says under a name, and add a line to it."""
    if writer.get(f"{path}/versions")["items"]:
        return
    writer.post(f"{path}/versions", {"name": name})
    said = writer.get(f"{path}/content", format="json")
    said["content"]["content"].append({"type": "paragraph", "content": [{"type": "text", "text": line}]})
    writer.put(f"{path}/content", said["content"], version=said["seq"])


def _id(sample: Sample, title: str) -> str:
    return str(uuid.uuid5(uuid.UUID(sample.org_id), title))
