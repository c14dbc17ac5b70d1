"""Files from elsewhere as documents: Markdown, HTML, Word, and archives of these with their pictures. Made by a job.

`plan.py` says which documents there will be, `job.py` makes one after the other, each in one transaction with how far
it is. What a file says goes through `reading.py`, whose three readers make the content model's JSON of it. Nothing is
fetched from elsewhere, and what has no form here stays as text and is named in the job's result.
"""
