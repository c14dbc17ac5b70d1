"""Who somebody is: accounts, sign-in, sessions, keys."""
