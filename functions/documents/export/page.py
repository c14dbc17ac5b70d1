"""A document as one page of HTML: its pictures within it, nothing that runs, and nothing that is fetched."""

import re
from base64 import b64encode
from html import escape

from functions.documents.content.html import IMAGE_SCHEME, to_html
from functions.documents.content.nodes import Node
from functions.documents.export.paper import Paper
from functions.documents.export.pictures import Pictures

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1.25rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.8em 0 .5em; }
body > h1:first-of-type { margin-top: 0; }
img { max-width: 100%; height: auto; }
pre { overflow-x: auto; padding: .9em 1em; border: 1px solid #8884; border-radius: 6px; }
code { font: .9em ui-monospace, monospace; }
blockquote { margin-inline: 0; padding-inline-start: 1em; border-inline-start: 3px solid #8888; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #8886; padding: .35em .6em; vertical-align: top; text-align: start; }
th { background: #8882; }
td > p, th > p, li > p { margin: 0; }
p, h1, h2, h3, h4, h5, h6, li, summary, figcaption { unicode-bidi: plaintext; }
figure { margin: 1em 0; }
figcaption { font-size: .88em; opacity: .75; }
.columns { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 1.5em; }
@media (max-width: 640px) { .columns { grid-auto-flow: row; } }
.callout { border-inline-start: 3px solid #4a7fb5; background: #8881; padding: .6em 1em; margin: 1em 0; }
.callout[data-kind="tip"] { border-color: #3f8a4d; }
.callout[data-kind="important"] { border-color: #7a55ad; }
.callout[data-kind="warning"] { border-color: #c07a2c; }
.callout[data-kind="caution"] { border-color: #bb4a43; }
span[data-color="red"] { color: #bb4a43; }
span[data-color="orange"] { color: #b96a1f; }
span[data-color="yellow"] { color: #94790f; }
span[data-color="green"] { color: #3f8a4d; }
span[data-color="blue"] { color: #3c7cb8; }
span[data-color="purple"] { color: #8a63bf; }
span[data-color="gray"] { color: #888; }
:is(td, th)[data-color="red"] { background: #bb4a4333; }
:is(td, th)[data-color="orange"] { background: #b96a1f33; }
:is(td, th)[data-color="yellow"] { background: #f0b40044; }
:is(td, th)[data-color="green"] { background: #3f8a4d33; }
:is(td, th)[data-color="blue"] { background: #3c7cb833; }
:is(td, th)[data-color="purple"] { background: #8a63bf33; }
:is(td, th)[data-color="gray"] { background: #8883; }
.task-list { list-style: none; padding-inline-start: 0; }
.task-list > li { display: flex; gap: .5em; }
"""
_OURS = re.compile(rf'<img src="{re.escape(IMAGE_SCHEME)}([\w-]+)" alt="([^"]*)"')


_CAPTION = re.compile(r'<img ([^>]*?) title="([^"]*)"([^>]*)>')
"""In what `to_html` has escaped, no `>` and no quote stands within a value."""


def write(title: str, content: Node, pictures: Pictures, paper: Paper) -> bytes:
    """The page, as UTF-8."""

    def within(found: re.Match[str]) -> str:
        picture = pictures.shown.get(found[1])
        if picture is None:
            return f'<img alt="{found[2]}"'
        return f'<img src="data:image/{picture.kind};base64,{b64encode(picture.data).decode()}" alt="{found[2]}"'

    shown = escape(title)
    heading = f"<h1>{shown}</h1>\n" if title else ""
    shown_content = _CAPTION.sub(
        r"<figure><img \1\3><figcaption>\2</figcaption></figure>", _OURS.sub(within, to_html(content))
    )
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{escape(paper.locale)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{shown}</title>\n<style>{STYLE}</style>\n'
        f'</head>\n<body dir="auto">\n{heading}{shown_content}</body>\n</html>\n'
    ).encode()
