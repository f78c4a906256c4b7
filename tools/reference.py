"""The reference pages, made from the code: a test fails when they are stale.

python -m tools.reference write     write docs/reference anew
python -m tools.reference check     say which pages are stale; exit 1 if any
"""

from __future__ import annotations

import json
import os
import re
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- Made by `make reference`. Do not edit. -->\n\n"


def open_house() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polyphonie.config.settings")
    import django

    django.setup()


def first_line(doc: str | None) -> str:
    return (doc or "").strip().split("\n")[0]


def facts() -> str:
    """Every fact, what it carries, who reacts."""
    from polyphonie.base.facts import Fact, reactions, shape

    react = reactions()
    lines = ["# Facts", "", "Every change leaves one, in its transaction, ids only.", ""]
    for room in (
        "people",
        "circles",
        "guides",
        "gatherings",
        "decisions",
        "commitments",
        "practices",
        "listening",
        "programmes",
        "exports",
    ):
        import_module(f"polyphonie.{room}.events")
        kinds = sorted(
            (k for k in Fact.__subclasses__() if k.__module__.startswith(f"polyphonie.{room}.")),
            key=lambda k: k.__name__,
        )
        lines += [f"## {room}", "", "| fact | carries | when | who reacts |", "| --- | --- | --- | --- |"]
        for kind in kinds:
            who = ", ".join(react.get(kind.__name__, [])) or "—"
            lines.append(
                f"| {kind.__name__} | {', '.join(shape(kind))} | {first_line(kind.__doc__)} | {who} |"
            )
        lines.append("")
    return "\n".join(lines)


def kinds() -> str:
    """The step kinds, and what a guide may set."""
    from polyphonie.guides.contract import registry

    lines = ["# Step kinds", ""]
    for name, kind in registry.kinds().items():
        doc = (sys.modules[type(kind).__module__].__doc__ or "").strip()
        lines += [f"## {name} — {kind.title.fr} / {kind.title.en}", "", doc, ""]
        lines += [f"- works on an earlier step: {'always' if kind.about_needed else 'if the guide says so'}"]
        lines += [f"- names: {', '.join(kind.names_allowed)}"]
        for shape in ("Settings", "Answer", "Outcome"):
            held = getattr(kind, shape).__dataclass_fields__.values()
            lines.append(f"- {shape}: {', '.join(f'`{f.name}: {f.type}`' for f in held) or '—'}")
        lines.append("")
    return "\n".join(lines)


def guides() -> str:
    """The library."""
    from polyphonie.guides import queries

    lines = ["# Guides", ""]
    for guide in queries.library():
        lines += [f"## {guide.title.fr} / {guide.title.en} (`{guide.id}`, version {guide.version})", ""]
        lines += [f"{guide.purpose.fr} {guide.purpose.en}", ""]
        low, high = guide.group
        lines += [f"{guide.minutes} minutes · {low}–{high} · {', '.join(guide.modes)} · {guide.licence}", ""]
        lines += [f"Source: {guide.source}", "", "| step | kind | who | seen by | reveal | min | days |"]
        lines += ["| --- | --- | --- | --- | --- | --- | --- |"]
        lines += [
            f"| {s.title.fr} | {s.kind} | {s.who} | {s.seen_by} | {s.reveal} | {s.minutes} | {s.days} |"
            for s in guide.steps
        ]
        lines.append("")
    return "\n".join(lines)


def persons() -> str:
    """What each table holds about persons."""
    from django.apps import apps

    lines = ["# What each table holds about persons", ""]
    for model in apps.get_models():
        if model.__module__.startswith("polyphonie."):
            held = re.sub(r"\s+", " ", (model.__doc__ or "").partition("Persons:")[2]).strip()
            lines.append(
                f"- **{model._meta.app_label}.{model.__name__}** — {first_line(model.__doc__)} *Persons:* {held}"
            )
    return "\n".join(lines) + "\n"


# What each variable of the environment does; a test holds this list to `config/`.
SETTINGS = {
    "ADDRESS": "where people reach it, such as https://polyphonie.example.org; http://localhost:8000",
    "BEHIND_PROXY": "1 where a proxy speaks https for it and sets X-Forwarded-Proto",
    "DATA": "the folder of the database, the key and the static files; var/",
    "DATABASE_URL": "postgresql://name:password@host/base; empty for SQLite in the data folder",
    "DEBUG": "1 shows people's words on error pages: never in production",
    "DEMO": "set by `polyphonie demo`: anybody enters as anybody",
    "EMBEDDED_WORKER": "0 where `polyphonie worker` runs beside the servers; 1",
    "HOSTS": "other names it answers to, separated by commas",
    "HOUSE_ID": "a UUID by which other houses know this one, also under another address; made from the key when empty",
    "LIVE": "memory, postgres or redis: how processes wake each other; chosen from the others",
    "MAIL_FOLDER": "write mails into this folder instead of sending them",
    "MAIL_FROM": "who mails come from",
    "NAME": "the name on screen; Polyphonie",
    "OIDC_CLIENT": "the client name at the organisation's identity service",
    "OIDC_ISSUER": "its address; empty for none",
    "OIDC_NAME": "how it is called on the sign-in page",
    "OIDC_SECRET": "the client's secret",
    "OPENSEARCH_URL": "https://name:password@host:9200, asked first for sheets; empty for the database's own index",
    "PROCESSES": "how many server processes; 1 on SQLite or memory",
    "PUBLIC_INDEXED": "1 lets search engines list the public pages, feed and catalogue; 0",
    "REDIS_URL": "redis://host:6379; empty for none",
    "SECRET_KEY": "signs cookies and links; made and kept in the data folder when empty",
    "SERVED": "set by `polyphonie serve`, which gathers the static files first",
    "SIGNUP": "open (anybody with an e-mail) or invited",
    "SMTP_HOST": "the mail server; empty writes mails on the console",
    "SMTP_PASSWORD": "its password",
    "SMTP_PORT": "its port; 587",
    "SMTP_TLS": "0 to send in clear; 1",
    "SMTP_USER": "its account",
    "THREADS": "how many pages are made at the same time; 8",
    "TIME_ZONE": "where people live; Europe/Paris",
}


def settings() -> str:
    """Every variable of the environment."""
    lines = [
        "# Settings",
        "",
        "All begin with `POLYPHONIE_`. None has to be set.",
        "",
        "| variable | what it does; its default |",
    ]
    return (
        "\n".join([*lines, "| --- | --- |", *(f"| {name} | {what} |" for name, what in SETTINGS.items())])
        + "\n"
    )


def routine() -> str:
    """What comes back by itself."""
    from polyphonie.base import beats

    lines = ["# What comes back", "", "| job | every |", "| --- | --- |"]
    return (
        "\n".join([*lines, *(f"| {name} | {period} |" for name, period in sorted(beats.jobs().items()))])
        + "\n"
    )


def pages() -> dict[str, str]:
    """Every page of the reference, by file name."""
    from polyphonie.guides.contract import registry
    from polyphonie.guides.contract.schema import schema
    from polyphonie.practices.contract import catalogue
    from polyphonie.programmes.contract.schema import schema as of_programmes
    from tools.guard_report import report

    made = {
        "facts": facts,
        "kinds": kinds,
        "guides": guides,
        "persons": persons,
        "settings": settings,
        "routine": routine,
        "guard": report,
    }
    written = {f"{name}.md": MADE + make().rstrip() + "\n" for name, make in made.items()}
    written["guide.schema.json"] = json.dumps(schema(registry.kinds()), ensure_ascii=False, indent=2) + "\n"
    written["catalogue.schema.json"] = json.dumps(catalogue.schema(), ensure_ascii=False, indent=2) + "\n"
    written["programme.schema.json"] = json.dumps(of_programmes(), ensure_ascii=False, indent=2) + "\n"
    return written


def stale() -> list[str]:
    """The pages that no longer say what the code says."""
    return [
        n
        for n, t in pages().items()
        if not (REFERENCE / n).exists() or (REFERENCE / n).read_text("utf-8") != t
    ]


def main(arguments: list[str]) -> int:
    open_house()
    if arguments == ["write"]:
        REFERENCE.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (REFERENCE / name).write_text(text, "utf-8")
        return 0
    if arguments == ["check"]:
        print(
            "\n".join(f"stale: docs/reference/{name}; run `make reference`" for name in stale())
            or "The reference is true."
        )
        return int(bool(stale()))
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
