"""The content of a document in its forms: Yjs as y-prosemirror stores it, ProseMirror JSON, Markdown, HTML and text.

ProseMirror JSON is the middle of everything: `stored` turns Yjs into it and back, the others go from it or to it.
Nothing that Hearth does not know is dropped: it stays in JSON as it is, and Markdown carries it as JSON.
"""
