"""The Gemini interpreter: a language model reads, its answer is mapped onto our nouns, the rules stand behind it."""

from graphs.google_access import Access
from graphs.interpreters.gemini.interpreter import GeminiInterpreter

__all__ = ["Access", "GeminiInterpreter"]
