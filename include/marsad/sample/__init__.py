"""The sample newsroom: two invented outlets on loopback, and the articles they serve.

It is the world of `make run` without the internet, and of the integration tests.
"""
