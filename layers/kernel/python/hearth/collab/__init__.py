"""The collaborative log: what documents, and later boards, descriptions and notes, are made of."""
