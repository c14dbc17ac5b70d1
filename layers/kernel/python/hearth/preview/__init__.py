"""What a page on the web says of itself: fetched by a worker of ours, read for its title, and nothing else of it kept.

`addresses` says where a request may go, `fetching` goes there and nowhere else, `reading` takes out what a card shows
(decision 0073). Only a worker that may do little else should fetch: what answers is somebody else's.
"""
