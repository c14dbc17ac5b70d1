"""Load the sample data into the running stack, and keep its login."""

from dataclasses import replace

from infra import sample
from infra.local.state import Stack

if __name__ == "__main__":
    stack = Stack.load()
    login = sample.load(stack)
    replace(stack, login=login).save()
    print(f"  Sign in    {login['email']}  {login['password']}")
