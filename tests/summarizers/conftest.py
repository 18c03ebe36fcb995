"""The scripted model, which every test of the client talks to."""

from collections.abc import Iterator

import pytest
from loopback.llm_clients import GOOD
from loopback.llm_server import LLMServer, completion


@pytest.fixture(scope="package")
def running() -> Iterator[LLMServer]:
    """Run one server for all."""
    with LLMServer() as server:
        yield server


@pytest.fixture
def server(running: LLMServer) -> LLMServer:
    """Return the server, which answers well until it is told otherwise."""
    running.script(completion(GOOD))
    return running
