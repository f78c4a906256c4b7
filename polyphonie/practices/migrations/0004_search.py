"""The index of sheets: full text as the database has it. Sheets that are there already enter it by themselves, within the hour."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = """CREATE VIRTUAL TABLE practices_index
    USING fts5(title, whom, tried, rest, keys, tokenize = "unicode61 remove_diacritics 0")"""
POSTGRESQL = (
    "CREATE TABLE practices_index (rowid bigint PRIMARY KEY, said tsvector NOT NULL)",
    # Without a list of what is still to be indexed: what leaves the table leaves the index at the next vacuum.
    "CREATE INDEX practices_index_said ON practices_index USING gin (said) WITH (fastupdate = off)",
)


def make(apps, schema_editor):
    for sql in (SQLITE,) if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(sql)


def unmake(apps, schema_editor):
    schema_editor.execute("DROP TABLE practices_index")


class Migration(migrations.Migration):
    dependencies = [("practices", "0003_synthesis")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make, unmake)],
            state_operations=[
                migrations.CreateModel(
                    name="Indexed",
                    fields=[
                        (
                            "sheet",
                            models.OneToOneField(
                                db_column="rowid",
                                db_constraint=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="practices.practice",
                            ),
                        )
                    ],
                    options={"db_table": "practices_index"},
                )
            ],
        )
    ]
