"""The box in which the answers of a wave wait, sealed, until it closes.

One text for the whole wave, written anew at each answer: no row, no order, no time belongs to an answer. Inside, who has
answered and what was answered stand apart, each in an order that says nothing. It is padded, so that its length does not tell
one answer from the next; and sealed with two halves of a key: the secret of the installation, and a half of the wave's own,
which lies outside the database and is destroyed at the end: no former version of the box, wherever one was left, opens again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

PAGE = 4096  # bytes
LONG_AGO = 0  # a seal carries a moment in clear; this one says nothing


class Unsealable(ValueError):
    """The key with which this box was sealed is no longer there."""


@dataclass(frozen=True)
class Keys:
    """The keys of one wave: from the secrets of the installation, the current one first, and its own half."""

    secrets: tuple[str, ...]
    half: str

    def seal(self, plain: bytes) -> str:
        return self._lock(self.secrets[0]).encrypt_at_time(plain, LONG_AGO).decode()

    def unseal(self, sealed: str) -> bytes:
        """Raises `Unsealable`."""
        try:
            return MultiFernet([self._lock(secret) for secret in self.secrets]).decrypt(sealed.encode())
        except InvalidToken:
            raise Unsealable from None

    def names_of(self, receipt: str) -> list[str]:
        """Under which names an answer may lie in the box, the present one first: one for each secret there was since."""
        return [self._digest("receipt", secret, receipt).hex()[:32] for secret in self.secrets]

    def _lock(self, secret: str) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(self._digest("box", secret, "")))

    def _digest(self, use: str, secret: str, said: str) -> bytes:
        return hmac.new(
            f"{secret}:{self.half}".encode(), f"listening:{use}:{said}".encode(), hashlib.sha256
        ).digest()


@dataclass(frozen=True)
class Box:
    """`who`: those who have answered. `answers`: for each name of a receipt, one digit a question, then one for each group."""

    who: frozenset[int] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)

    def put(self, name: str, answer: str, *, by: int | None) -> Box:
        """The box with this answer in the place of the one that had its name."""
        who = self.who if by is None else self.who | {by}
        return replace(self, who=who, answers={**self.answers, name: answer})

    def sealed(self, keys: Keys) -> str:
        said = {
            "who": sorted(self.who),
            "answers": {name: self.answers[name] for name in sorted(self.answers)},
        }
        plain = json.dumps(said).encode()
        return keys.seal(plain.ljust(-(-len(plain) // PAGE) * PAGE))

    @classmethod
    def opened(cls, sealed: str, keys: Keys) -> Box:
        """Raises `Unsealable`."""
        if not sealed:
            return cls()
        said = json.loads(keys.unseal(sealed))
        return cls(frozenset(said["who"]), said["answers"])


def digits(marks: Mapping[str, int], questions: Sequence[str], groups: str) -> str:
    """An answer as it lies in the box: the same length for all. 0 is no answer to that question; `groups`, 0 or 1 for each."""
    return "".join(str(marks.get(question, 0)) for question in questions) + groups


def marks_of(answer: str, questions: Sequence[str]) -> tuple[dict[str, int], str]:
    """The marks of an answer, those given, and its groups."""
    return {q: int(mark) for q, mark in zip(questions, answer, strict=False) if mark != "0"}, answer[
        len(questions) :
    ]
