"""What happened, as people read it: in their org, to an object, and to themselves."""
