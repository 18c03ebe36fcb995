"""A loopback X: what the tests of sources on the network talk to."""
