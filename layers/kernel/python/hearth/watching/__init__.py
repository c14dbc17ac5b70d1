"""Watching an object: who wants to hear of what happens to it, whatever its type.

A type that is registered (`hearth.access.objects`) can be watched, with nothing more to do: whoever makes one watches
it (`<type>.created`), and its watchers are forgotten with it (`<type>.purged`). Whoever tells people of an object asks
`watchers.watchers_of`. People choose with the routes of `functions/watching`.
"""
