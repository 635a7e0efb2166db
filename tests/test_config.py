"""Settings: where they come from, and what is refused."""

import base64

import pytest

from jobfair.config import Settings, create_settings_file, load_settings
from jobfair.errors import Invalid
from tests.conftest import DATA_KEY

SECRETS = {
    "JOBFAIR_SECRET_KEY": "s" * 40,
    "JOBFAIR_DATA_KEY": base64.b64encode(DATA_KEY).decode(),
}


def test_the_environment_wins_over_the_file(tmp_path):
    create_settings_file(tmp_path)
    with (tmp_path / "settings.toml").open("a") as file:
        file.write('site_name = "From the file"\nport = 7000\n')
    from_file = load_settings({}, tmp_path)
    assert (from_file.site_name, from_file.port) == ("From the file", 7000)
    both = load_settings(SECRETS | {"JOBFAIR_SITE_NAME": "From outside", "PORT": "7001"}, tmp_path)
    assert (both.site_name, both.port, both.secret_key) == ("From outside", 7001, "s" * 40)
    assert both.base_url == "http://127.0.0.1:7001"
    assert load_settings({"PORT": "1", "JOBFAIR_PORT": "2"}, tmp_path).port == 2


def test_secrets_are_fresh_each_time_and_never_shown(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    assert create_settings_file(first)
    assert create_settings_file(second)
    assert not create_settings_file(first), "what is there stays"
    settings = load_settings({}, first)
    assert settings.secret_key != load_settings({}, second).secret_key
    assert settings.secret_key not in repr(settings)
    assert repr(settings.data_key) not in repr(settings)


def test_carriers_and_how_messages_end(tmp_path):
    plain = load_settings(SECRETS, tmp_path).carriers
    assert (plain.names(), plain.stop_page) == (frozenset(), "")
    given = {
        "JOBFAIR_TEXT_CARRIER": "json://localhost/{to}",
        "JOBFAIR_TEXT_STOP": "Stop: fair.example.org/stop",
        "JOBFAIR_BASE_URL": "https://fair.example.org/",
    }
    made = load_settings(SECRETS | given, tmp_path).carriers
    assert made.names() == {"text"}
    assert made.with_stop("text", "Hello.") == "Hello. Stop: fair.example.org/stop"
    assert made.with_stop("mail", "Hello.") == "Hello.\n\nSTOP: https://fair.example.org/stop"


def test_defaults_follow_the_folder(tmp_path):
    settings = load_settings(SECRETS, tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'jobfair.sqlite3'}"
    assert not settings.secure_cookies
    assert load_settings(SECRETS | {"JOBFAIR_SECURE_COOKIES": "1"}, tmp_path).secure_cookies


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "No secret_key is set"),
        ({"JOBFAIR_SECRET_KEY": "s" * 40}, "No data_key is set"),
        (SECRETS | {"JOBFAIR_SECRET_KEY": "short"}, "at least 32 characters"),
        (SECRETS | {"JOBFAIR_DATA_KEY": "not base64!"}, "32 bytes in base64"),
        (SECRETS | {"JOBFAIR_DATA_KEY": "c2hvcnQ="}, "32 bytes in base64"),
        (SECRETS | {"PORT": "http"}, "port must be a number"),
    ],
)
def test_says_what_is_wrong(tmp_path, given, sentence):
    with pytest.raises(Invalid, match=sentence):
        load_settings(given, tmp_path)


def test_says_which_file_cannot_be_read(tmp_path):
    (tmp_path / "settings.toml").write_text("port = = 1")
    with pytest.raises(Invalid, match=r"settings\.toml cannot be read"):
        load_settings(SECRETS, tmp_path)


def test_a_short_key_is_refused_however_it_comes(tmp_path):
    with pytest.raises(Invalid):
        Settings(instance_path=tmp_path, secret_key="x" * 32, data_key=b"short")
