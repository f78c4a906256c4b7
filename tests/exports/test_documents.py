"""One tree, three formats: what was said comes back out of each, in the same order, and nothing of it is executed."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from polyphonie.exports.documents import FORMATS
from polyphonie.exports.documents.tree import Document, Item, Passage, Section, plain
from tests.exports.opening import of_pdf, on_one_line

WHOLE = Document(
    title="Relevé : les sorties du mardi",
    language="fr",
    about=("Décider par consentement · 1 mars 2027", "Ont pris part : 3 (2 × patient, 1 × soin)"),
    sections=(
        Section("Réagir", (Passage("Ce que l’on a dit", items=(Item("Oui", "Amina", "patient", "réponse dictée"),)),)),
        Section("Rien", ()),
        Section(
            "Décider",
            (
                Passage("Adopté", ("Nous appelons\nun proche.",), decided=True),
                Passage(items=(Item(remark="une réponse, retirée"), Item("L’efficacité", voice="soin"))),
            ),
        ),
    ),
)  # fmt: skip
LINES = [
    ("title", "Relevé : les sorties du mardi"),
    ("about", "Décider par consentement · 1 mars 2027"),
    ("about", "Ont pris part : 3 (2 × patient, 1 × soin)"),
    ("heading", "Ce qui a été décidé"),
    ("label", "Adopté"),
    ("paragraph", "Nous appelons"),
    ("paragraph", "un proche."),
    ("heading", "Réagir"),
    ("label", "Ce que l’on a dit"),
    ("item", "Oui — Amina, patient (réponse dictée)"),
    ("heading", "Décider"),
    ("item", "une réponse, retirée"),
    ("item", "L’efficacité — soin"),
]


def titled(words: str) -> Document:
    return Document(
        title="Titre", language="fr", sections=(Section("Dire", (Passage(paragraphs=(words,)),)),)
    )


def test_what_was_decided_comes_first_and_only_there():
    assert list(WHOLE.pieces()) == LINES


def test_markdown_gives_the_same_lines_back():
    prefix = {"title": "# ", "heading": "## ", "label": "### ", "item": "- ", "about": "", "paragraph": ""}
    written = FORMATS["md"].write(WHOLE).decode()
    assert [line for line in written.splitlines() if line] == [prefix[k] + text for k, text in LINES]


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("# un titre", "\\# un titre"), ("- une liste", "\\- une liste"), ("1. une suite", "1\\. une suite"),
        ("[ici](http://x)", "\\[ici\\](http://x)"), ("<b>*gras*</b>", "\\<b\\>\\*gras\\*\\</b\\>"),
        ("&lt;", "\\&lt;"), ("---", "\\---"), ("mardi 12", "mardi 12"),
    ],
)  # fmt: skip
def test_what_somebody_typed_stays_words_in_markdown(typed, escaped):
    assert FORMATS["md"].write(titled(typed)).decode().splitlines()[-1] == escaped


def test_a_word_processor_finds_real_headings_lists_and_the_language():
    made = docx.Document(BytesIO(FORMATS["docx"].write(WHOLE)))
    styles = {
        "title": "Heading 1", "about": "Subtitle", "heading": "Heading 2", "label": "Heading 3",
        "paragraph": "Normal", "item": "List Bullet",
    }  # fmt: skip
    assert [(p.style.name, p.text) for p in made.paragraphs] == [(styles[k], text) for k, text in LINES]
    about = made.core_properties
    assert (about.title, about.language, about.author, about.comments) == (WHOLE.title, "fr-FR", "", "")
    assert 'w:lang w:val="fr-FR"' in made.styles.element.xml
    assert 'w:lang w:val="en' not in made.styles.element.xml


def test_a_pdf_is_tagged_says_its_language_its_title_and_its_headings():
    content = FORMATS["pdf"].write(WHOLE)
    reader = PdfReader(BytesIO(content))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == ("fr", True, WHOLE.title)
    assert "/StructTreeRoot" in root
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    bullets = {"item": "• "}
    said = " ".join(bullets.get(kind, "") + text for kind, text in LINES)
    text = " ".join(page.extract_text() for page in reader.pages)
    assert on_one_line(text) == f"{said} 1 / 1"
    assert _titles(reader.outline) == [text for kind, text in LINES if kind in ("title", "heading", "label")]


def _titles(outline) -> list[str]:
    found = []
    for one in outline:
        found += _titles(one) if isinstance(one, list) else [one.title]
    return found


def test_the_same_document_gives_the_same_pdf():
    assert FORMATS["pdf"].write(WHOLE) == FORMATS["pdf"].write(WHOLE)


@pytest.mark.parametrize(
    "typed", ['#read("/etc/passwd")', "#{1+1} $x$ @ref <label>", '"; panic() //', "= Titre"]
)
def test_nothing_typed_becomes_a_command_of_the_page(typed):
    assert typed in on_one_line(of_pdf(FORMATS["pdf"].write(titled(typed))))


def test_a_sign_that_no_font_has_is_named_and_the_file_is_still_accessible():
    content = FORMATS["pdf"].write(titled("Merci 🙂 à tous"))
    assert "Merci [slightly smiling face] à tous" in on_one_line(of_pdf(content))
    assert "pdfuaid:part" in PdfReader(BytesIO(content)).trailer["/Root"]["/Metadata"].get_data().decode()
    unknown = of_pdf(FORMATS["pdf"].write(titled("Mot \U00016a00 fin")))
    assert "Mot ? fin" in on_one_line(unknown)


@pytest.mark.parametrize("format", FORMATS)
def test_signs_that_a_file_cannot_hold_are_left_out(format):
    odd = "un\x00deux\x0btrois\ud800quatre\uffffcinq\u2028six"
    assert plain(odd) == "un deux trois quatre cinq six"
    assert len(FORMATS[format].write(titled(odd))) > 10


def test_an_english_document_speaks_english():
    document = Document(
        "Record", "en", sections=(Section("", (Passage(paragraphs=("Yes.",), decided=True),)),)
    )
    assert [text for _, text in document.pieces()] == ["Record", "What was decided", "Yes."]
    assert docx.Document(BytesIO(FORMATS["docx"].write(document))).core_properties.language == "en-GB"
    assert PdfReader(BytesIO(FORMATS["pdf"].write(document))).trailer["/Root"]["/Lang"] == "en"
