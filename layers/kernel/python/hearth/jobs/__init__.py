"""Jobs: work that outlives the request that asked for it, with progress, cancelling, retries and an end that is told.

A type is declared once, by the capability whose work it is, with a step that does a bounded bit of it and says how to
go on (`types.JobType`). `submitting.submit` makes the job in the caller's own transaction and calls the capability's
worker, an entry named `jobs.py`:

    worker = Worker(export.EXPORT)
    handler = worker.handler

What a step has done is kept with its checkpoint in one write that stands on the worker's fence, so that a step counts
once however often workers die, and of two workers at one job only the later one writes. `docs/decisions/0050` has the
reasons. Nothing is imported here: whoever submits needs neither the worker nor the live gateway at its cold start.
"""
