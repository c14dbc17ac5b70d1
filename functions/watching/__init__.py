"""What people watch: whether they want to hear of what happens to an object, whatever it is."""
