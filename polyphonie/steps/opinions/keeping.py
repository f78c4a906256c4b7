"""What takes long to work out is worked out once; whoever asks for it meanwhile waits. The last few are held.

Nothing is stored: another process, or another day, works it out again from the answers that can still be read.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    def __init__(self, most: int) -> None:
        self.most, self._lock = most, Lock()
        self._held: OrderedDict[Hashable, Future[T]] = OrderedDict()

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives for this key. If it fails, it fails for all who wait, and is tried again by the next."""
        with self._lock:
            held, first = self._held.get(key), key not in self._held
            if held is None:
                held = self._held[key] = Future()
            self._held.move_to_end(key)
            while len(self._held) > self.most:
                self._held.popitem(last=False)
        if first:
            try:
                held.set_result(make())
            except BaseException as error:
                with self._lock:
                    self._held.pop(key, None)
                held.set_exception(error)
        return held.result()
