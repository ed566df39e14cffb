"""Only the example is ever cleared away."""

import pytest

from facilitation import db, demo, migrations
from facilitation.councils import councils, team

KEY = b"k" * 32


def test_reset_makes_room_for_another_stage(empty, tmp_path):
    demo.build("prepared")
    demo.write_cards(tmp_path, demo.links(KEY))
    empty.close()
    demo.reset(str(empty.url), tmp_path)
    assert list(tmp_path.iterdir()) == []
    fresh = db.configure(str(empty.url))
    migrations.upgrade(fresh)
    demo.build("session-3-voting")
    fresh.close()


def test_reset_of_nothing_changes_nothing(tmp_path):
    demo.reset(f"sqlite:///{tmp_path / 'demo.db'}", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_reset_spares_a_real_council_beside_the_example(empty, tmp_path):
    demo.build("prepared")
    with db.transaction() as session:
        councils.set_up(session, slug="echt", title="Ein wirklicher Bürgerrat")
    with pytest.raises(demo.NotOnlyExample) as refusal:
        demo.reset(str(empty.url), tmp_path)
    assert "demo.db" in refusal.value.sentence()
    assert empty.path.exists()


def test_reset_spares_accounts_of_a_server_without_councils(empty, tmp_path):
    with db.transaction() as session:
        team.accept(session, team.first_invitation(session), name="Leitung", password_hash="x")
    with pytest.raises(demo.NotOnlyExample):
        demo.reset(str(empty.url), tmp_path)


def test_reset_spares_a_file_that_is_no_database_of_ours(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Einkaufsliste: " + "Milch, Brot, " * 100)
    with pytest.raises(demo.NotOnlyExample):
        demo.reset(f"sqlite:///{path}", tmp_path)
    assert path.exists()


def test_reset_says_so_where_there_is_no_file(tmp_path):
    with pytest.raises(demo.NotAFile):
        demo.reset("postgresql+psycopg://nobody@localhost/example", tmp_path)
