"""A document as a file for elsewhere: PDF, Word, or a page of HTML that needs nothing else. Made by a job.

`job.py` reads the document once and hands it to one writer. What a writer is given is the content model's JSON and the
document's own pictures, made small and plain enough for paper. Nothing is fetched from elsewhere.
"""
