"""What holds for the whole suite, and nothing that a test asks for: fixtures live beside their tests."""

import gc


def pytest_collection_finish() -> None:
    """Half a million objects (libraries, thousands of tests) stay to the end: nobody looks for garbage among them."""
    gc.collect()
    gc.freeze()
