"""What was learned from the labelled messages: weights for the marks of a text, beside the rules.

The weights are made by `python -m bench.reading.train` out of tests/reading. The rules say which words mean what;
what is learned weighs their signs against each other. No room here reads a field or makes an item.
"""
