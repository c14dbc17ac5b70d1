"""The collaborative log: what documents, and later boards, descriptions and notes, are made of.

What people write together is a *head* item and an append-only *log* of Yjs updates. The words, which are the files:

- `log`: each update has a *place* (seq) in the order of its log, by a conditional put; `updates` decodes one, bounded.
- `writing`: an update becomes durable, is acknowledged, and told to the others (`broadcast`).
- `catch_up`: what a client loads: a snapshot and the updates behind it. `assembly` puts them together.
- `folding` (compaction): a verified *snapshot* takes the place of a long log, of which old updates are trimmed.
- `versions`: whole states that people can look at and go back to; `history` says which stay.
- `revert`: back to one; the log begins anew, in a new *epoch*.

A capability declares a type of such a log once, as a `LogType` (`types`), and keeps what only it knows: who may, what
may be in it, how it is shown. Nothing here makes a Yjs document, or imports pycrdt, before it is needed.
"""
