"""A form says where to go next; never out of the house."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "led"),
    [
        ("/guides/", "/guides/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_a_form_never_leads_out_of_the_house(client, said, led):
    answer = client.post("/language/", {"language": "en", "then": said})
    assert (answer.status_code, answer["Location"]) == (302, led)
