"""Where the OpenGL 3.3 core context comes from, the first that works. Worker processes only; draws nothing itself.

A GPU is asked first (CGL, WGL, EGL on a render node), then Mesa in memory: the library of the wheel `lavavu-osmesa`,
the system's libOSMesa, and last the system's EGL with a software driver.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from graphs.errors import CameraFault

HOW_TO_GET_GL = "No OpenGL was found here. `apt install libosmesa6` (or a graphics driver) gives the camera one."
# Attributes of OSMesaCreateContextAttribs (GL/osmesa.h): RGBA, 24 bits of depth, core profile 3.3.
OSMESA_ATTRIBUTES = (0x22, 0x1908, 0x30, 24, 0x33, 0x34, 0x36, 3, 0x37, 3, 0)
GL_UNSIGNED_BYTE = 0x1401


class InMemory:
    """An OSMesa context in the shape that moderngl takes contexts in: it renders to memory, with no screen."""

    def __init__(self, library: ctypes.CDLL) -> None:
        create = library.OSMesaCreateContextAttribs
        create.restype = ctypes.c_void_p
        create.argtypes = [ctypes.POINTER(ctypes.c_int), ctypes.c_void_p]
        handle = create((ctypes.c_int * len(OSMESA_ATTRIBUTES))(*OSMESA_ATTRIBUTES), None)
        if not handle:
            raise OSError("OSMesa made no OpenGL 3.3 context")
        make_current = library.OSMesaMakeCurrent
        make_current.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_int]
        self._surface = ctypes.create_string_buffer(16 * 16 * 4)
        if not make_current(handle, self._surface, GL_UNSIGNED_BYTE, 16, 16):
            raise OSError("OSMesa did not make its context current")
        self._address = library.OSMesaGetProcAddress
        self._address.restype = ctypes.c_void_p
        self._address.argtypes = [ctypes.c_char_p]

    def load_opengl_function(self, name: str) -> int:
        return int(self._address(name.encode()) or 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        return None

    def release(self) -> None:
        """The context ends with its process."""


def open_context() -> Any:
    """A moderngl context on the best OpenGL of this machine. Raises CameraFault where there is none."""
    tried = []
    for source in _sources():
        try:
            return source()
        except Exception as trouble:  # noqa: BLE001 - glcontext raises bare Exception where a driver is missing
            tried.append(f"{source.__name__.strip('_')}: {trouble}")
    raise CameraFault("no OpenGL 3.3 context; " + "; ".join(tried), words=HOW_TO_GET_GL)


def renderer(context: Any) -> str:
    """Who serves, for people: "llvmpipe (LLVM 17.0.6, 256 bits), Mesa 23.1"."""
    return f"{context.info['GL_RENDERER']}, OpenGL {context.info['GL_VERSION']}"


def _sources() -> Iterator[Callable[[], Any]]:
    if sys.platform != "linux":
        yield _platform
        return
    if any(Path("/dev/dri").glob("renderD*")):
        yield _egl
    yield _wheel
    yield _system_osmesa
    yield _egl


def _platform() -> Any:
    return _moderngl().create_context(standalone=True, require=330)


def _egl() -> Any:
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("EGL_PLATFORM", "surfaceless")
    return _moderngl().create_context(standalone=True, require=330, backend="egl")


def _wheel() -> Any:
    """Mesa of the wheel. Its libraries need one another in no stated order: load until all have resolved."""
    spec = find_spec("lavavu")
    if spec is None or not spec.submodule_search_locations:
        raise OSError("the wheel lavavu-osmesa is not installed")
    folder = Path(next(iter(spec.submodule_search_locations))).parent / "lavavu_osmesa.libs"
    waiting = sorted(folder.glob("*.so*"))
    osmesa: ctypes.CDLL | None = None
    while waiting:
        missed = []
        for path in waiting:
            try:
                library = ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
            except OSError:
                missed.append(path)
                continue
            if path.name.startswith("libOSMesa"):
                osmesa = library
        if len(missed) == len(waiting):
            raise OSError(f"cannot load {missed[0].name}")
        waiting = missed
    if osmesa is None:
        raise OSError("the wheel holds no libOSMesa")
    return _in_memory(osmesa)


def _system_osmesa() -> Any:
    for name in ("libOSMesa.so.8", "libOSMesa.so.6", "libOSMesa.so"):
        try:
            library = ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return _in_memory(library)
    raise OSError("no libOSMesa on this system")


def _in_memory(library: ctypes.CDLL) -> Any:
    return _moderngl().create_context(context=InMemory(library))


def _moderngl() -> Any:
    """The library, untyped: its annotations take every setting for a dict."""
    import moderngl

    return moderngl


if __name__ == "__main__":
    # Asked by the camera's doctor, in a process of its own: drivers stay out of the one that asks.
    try:
        print(renderer(open_context()), flush=True)  # noqa: T201 - the answer is this process's output
    except CameraFault as fault:
        print(fault.said, flush=True)  # noqa: T201
        os._exit(1)
    os._exit(0)
