"""Which passwords are refused, and what is offered instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patient_app.accounts.rules import passwords as rules
from patient_app.accounts.service.passwords import common_passwords
from patient_app.accounts.service.suggestions import suggest, suggest_names, word_list

NAMES = ("Steady", "Riverside Center", "Ana Lopez", "maple heron")


def why(password: str) -> str | None:
    return rules.wrong_with(password, NAMES, common_passwords())


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", rules.TOO_SHORT),
        ("fourteen signs", rules.TOO_SHORT),
        ("x y  z            ", rules.TOO_SHORT),
        ("lamp river " * 24, rules.TOO_LONG),
        ("One day at a time", rules.COMMON),
        ("one-day-at-a-time-2024", rules.COMMON),
        ("Un día a la vez", rules.COMMON),
        ("password12345678", rules.COMMON),
        ("correct horse battery staple", rules.COMMON),
        ("aaaaaaaaaaaaaaaaaaaa", rules.REPEATS),
        ("abcabcabcabcabcabc", rules.REPEATS),
        ("river river river ", rules.REPEATS),
        ("lkjhgfdsapoiuytrewq", rules.RUNS),
        ("98765432109876543", rules.RUNS),
        ("steady riverside", rules.HAS_NAMES),
        ("steady-demo-ana", rules.HAS_NAMES),
        ("ana lopez 1985 la", rules.HAS_NAMES),
        ("MAPLE-HERON-maple", rules.HAS_NAMES),
    ],
)
def test_refused(password, reason):
    assert why(password) == reason


@pytest.mark.parametrize(
    "password",
    [
        "lamp river maple eight quilt",
        "crema joya lechuga hebra farol",
        "vR7#kPz!2qLw9$xT",
        "日本語のパスワードは長いですよねえ",
        "riverside lamp copper bridge",
        "un perro azul canta bajo la mesa",
    ],
)
def test_welcome(password):
    assert why(password) is None


@given(st.text(max_size=400))
def test_any_text_gets_an_answer(password):
    assert why(password) is None or isinstance(why(password), str)


@pytest.mark.parametrize("language", ["en", "es"])
def test_there_are_words_enough_and_easy_to_type(language):
    words = word_list(language)
    assert len(words) == len(set(words)) >= 512
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 12 for word in words)


_NOT_HERE = (
    "addict alcohol beer bottle clean clinic cocaine coke crack craving crystal dealer dope drink",
    "drug drunk grass heroin high hit joint medicine meth needle opium pill pipe poppy pot powder",
    "rehab relapse rum sober speed spice treatment vodka weed whiskey wine",
    "yerba hierba cerveza vino ron copa botella trago droga aguja pastilla polvo coca porro sobrio",
    "recaída clínica vicio amapola cristal hongo",
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_word_speaks_of_drink_drugs_or_treatment(language):
    assert not set(word_list(language)) & set(" ".join(_NOT_HERE).split())


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_we_offer_is_never_refused(language):
    offers = {suggest(language) for _ in range(300)}
    assert len(offers) == 300
    assert not [offer for offer in offers if why(offer) is not None]


def test_offered_names_are_free_ones():
    taken = set()

    def is_free(name: str) -> bool:
        taken.add(name)
        return len(taken) > 5

    names = suggest_names("en", is_free)
    assert len(names) == 3
    assert all(is_free(name) for name in names)
