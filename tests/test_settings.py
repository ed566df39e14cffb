"""Settings: what a laptop needs without any, and sentences where one is wrong."""

import stat

import pytest

from facilitation.settings import WrongSettings, load

KEY = "k" * 32


def environment(**values):
    return {f"RATSCHLAG_{name}": value for name, value in values.items()}


def reasons(tmp_path, **values):
    with pytest.raises(WrongSettings) as wrong:
        load(environment(**values), instance=tmp_path)
    return wrong.value.reasons


def test_a_laptop_needs_no_settings(tmp_path):
    settings = load({}, instance=tmp_path / "instance")

    assert settings.database_url == f"sqlite:///{tmp_path}/instance/ratschlag.db"
    assert len(settings.secret_key) == 64
    assert (settings.public, settings.proxy_hops, settings.allowed_origins) == (False, 0, ())


def test_keys_lie_apart_from_the_database_in_the_systems_folder_for_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    settings = load({}, instance=tmp_path / "instance")

    assert tmp_path / "instance" not in settings.key_dir.parents
    assert "ratschlag" in str(settings.key_dir)
    assert load(environment(KEY_DIR=str(tmp_path / "k")), instance=tmp_path / "i").key_dir == (
        tmp_path / "k"
    )


@pytest.mark.parametrize(
    "place",
    [
        "instance",
        "instance/keys",
        "exports/keys",
        "db/keys",
        "OneDrive - Stadt Kassel/keys",
        "Nextcloud/a/b",
        "shared/keys",
    ],
)
def test_keys_are_refused_where_copies_are_made(tmp_path, place):
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    values = environment(
        KEY_DIR=str(tmp_path / place),
        EXPORTS=str(tmp_path / "exports"),
        DATABASE_URL=f"sqlite:///{tmp_path / 'db' / 'rat.db'}",
    )
    with pytest.raises(WrongSettings) as wrong:
        load(values, instance=tmp_path / "instance")

    [reason] = wrong.value.reasons
    assert reason.startswith("RATSCHLAG_KEY_DIR liegt in ")
    assert not (tmp_path / place / "made").exists()


def test_settings_of_a_server_are_read(tmp_path):
    settings = load(
        environment(
            PUBLIC_URL="https://rat.example/",
            SECRET_KEY=KEY,
            PROXY_HOPS="1",
            ALLOWED_ORIGINS="https://a.example, https://b.example/,",
            DATABASE_URL="postgresql://db/rat",
            EXPORTS=str(tmp_path / "out"),
        ),
        instance=tmp_path,
    )

    assert settings.public
    assert settings.public_url == "https://rat.example"
    assert settings.allowed_origins == ("https://a.example", "https://b.example")
    assert (settings.proxy_hops, settings.secret_key) == (1, KEY.encode())
    assert settings.database_url == "postgresql://db/rat"
    assert settings.exports == tmp_path / "out"
    assert not (tmp_path / "secret.key").exists()


def test_the_command_line_wins(tmp_path):
    settings = load(
        environment(DATABASE_URL="sqlite:///one.db"),
        database_url="sqlite:///two.db",
        instance=tmp_path,
    )
    assert settings.database_url == "sqlite:///two.db"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"PUBLIC_URL": "rat.example"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://", "SECRET_KEY": KEY}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "http://rat.example/kassel"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "http://[rat.example"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://rat.example"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"PROXY_HOPS": "eins"}, "PROXY_HOPS"),
        ({"PROXY_HOPS": "-1"}, "PROXY_HOPS"),
        ({"PROXY_HOPS": "²"}, "PROXY_HOPS"),
        ({"ALLOWED_ORIGINS": "rat.example"}, "ALLOWED_ORIGINS"),
        ({"ALLOWED_ORIGINS": "*"}, "ALLOWED_ORIGINS"),
    ],
)
def test_a_wrong_setting_is_one_sentence_with_its_name(tmp_path, values, name):
    [sentence] = reasons(tmp_path, **values)

    assert f"RATSCHLAG_{name}" in sentence
    assert sentence.endswith(".")


def test_all_wrong_settings_are_named_at_once(tmp_path):
    assert len(reasons(tmp_path, PUBLIC_URL="x", PROXY_HOPS="x", SECRET_KEY="x")) == 3


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path):
    first = load({}, instance=tmp_path).secret_key
    file = tmp_path / "secret.key"

    assert load({}, instance=tmp_path).secret_key == first == file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_empty_key_file_stops_the_start(tmp_path):
    """A crash while it was written: cards must never be derived from an empty key."""
    (tmp_path / "secret.key").touch()

    [sentence] = reasons(tmp_path)
    assert "secret.key" in sentence


def test_a_slower_disk_is_pretended_only_for_measurements(tmp_path):
    assert load(environment(COMMIT_DELAY_MS="5"), instance=tmp_path).commit_delay_ms == 5
    assert "0 bis 1000" in reasons(tmp_path, COMMIT_DELAY_MS="-5")[0]
    public = {"PUBLIC_URL": "https://rat.example", "SECRET_KEY": KEY}
    assert "nur für Messungen" in reasons(tmp_path, COMMIT_DELAY_MS="5", **public)[0]
