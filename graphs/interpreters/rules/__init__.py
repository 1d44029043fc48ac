"""The rules interpreter: reads offline, by language knowledge in data files and a small engine that matches it."""

from graphs.interpreters.rules.interpreter import RulesInterpreter

__all__ = ["RulesInterpreter"]
