"""Files that hang on an object: announced, sent straight to the bucket, fetched by signed links, gone with the object.

A capability declares an `AttachmentType` for each kind of file of its objects, as `functions/documents/pictures.py`
does. Who may is the object's matter: whoever may edit it may add to it, whoever may read it may fetch.
"""
