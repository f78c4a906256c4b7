"""On SQLite the index keeps apart what it was given of each sheet, and FTS5 keeps its words alone: what is there is carried over.

Triggers hand every row on, so that neither is ever without the other."""

from django.db import migrations

COLUMNS = "rowid, title, whom, tried, rest, keys"
NEW, OLD = (", ".join(f"{row}.{column}" for column in COLUMNS.split(", ")) for row in ("new", "old"))
TOKENS = 'tokenize = "unicode61 remove_diacritics 0"'
APART = (
    "ALTER TABLE practices_index RENAME TO practices_index_before",
    """CREATE TABLE practices_index (rowid integer PRIMARY KEY, title text NOT NULL, whom text NOT NULL, tried text NOT NULL,
        rest text NOT NULL, keys text NOT NULL)""",
    f"""CREATE VIRTUAL TABLE practices_index_words
        USING fts5(title, whom, tried, rest, keys, content = '', columnsize = 0, {TOKENS})""",
    f"""CREATE TRIGGER practices_index_put AFTER INSERT ON practices_index BEGIN
        INSERT INTO practices_index_words ({COLUMNS}) VALUES ({NEW}); END""",
    f"""CREATE TRIGGER practices_index_forget AFTER DELETE ON practices_index BEGIN
        INSERT INTO practices_index_words (practices_index_words, {COLUMNS}) VALUES ('delete', {OLD}); END""",
    f"INSERT INTO practices_index ({COLUMNS}) SELECT {COLUMNS} FROM practices_index_before",
    "DROP TABLE practices_index_before",
)
TOGETHER = (
    "DROP TRIGGER practices_index_put",
    "DROP TRIGGER practices_index_forget",
    "ALTER TABLE practices_index RENAME TO practices_index_before",
    "DROP TABLE practices_index_words",
    f"CREATE VIRTUAL TABLE practices_index USING fts5(title, whom, tried, rest, keys, {TOKENS})",
    f"INSERT INTO practices_index ({COLUMNS}) SELECT {COLUMNS} FROM practices_index_before",
    "DROP TABLE practices_index_before",
)


def apart(apps, schema_editor):
    _run(schema_editor, APART)


def together(apps, schema_editor):
    _run(schema_editor, TOGETHER)


def _run(schema_editor, statements):
    if schema_editor.connection.vendor == "sqlite":
        for sql in statements:
            schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("practices", "0004_search")]

    operations = [migrations.RunPython(apart, together)]
