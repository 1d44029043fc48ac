"""The Web API, one module for each family of methods. Reading a request and answering it is in dispatch.py."""
