"""Whatever happens to a round, in whatever order: its rows are what the model says.

Ballots come, come twice, overtake each other, come too late and by the wrong way; the desk
presses everything at any time; the power goes. After each step the rows are compared.
"""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitation import db
from facilitation.errors import Refused
from facilitation.meetings.models import Meeting
from facilitation.voting import polls, roll, wording
from facilitation.voting.casting import Cast, store
from facilitation.voting.models import Ballot, Poll, RollEntry, Round
from facilitation.voting.writer import writer

from .. import factories
from .model import COMMANDS, MARKS, ModelRound, Sent

HERE = frozenset(range(1, 6))
seats = st.integers(1, 6)
"""Seat 6 is not in the hall."""
marks = st.sampled_from(MARKS)
STEPS = {"sqlite": (20, 40), "postgres": (8, 25)}
slugs = (f"rat-{number}" for number in count())


class LifeOfARound(RuleBasedStateMachine):
    @initialize()
    def plan(self):
        self.keys = count(1)
        self.on_the_way: list[Sent] = []
        self.delivered: list[Sent] = []
        self.evening = factories.evening(next(slugs))
        self.evening.start()
        self.evening.arrive(*HERE)
        self.evening.move_on()
        self.evening.move_on()
        self.rounds = [(self.evening.round_id, ModelRound(HERE))]
        self.press("open_round", "ready")

    @property
    def round_id(self):
        return self.rounds[-1][0]

    @property
    def model(self):
        return self.rounds[-1][1]

    # ── ballots ──

    def ballot(self, seat, mark, **more):
        values = {"seq": self.model.seq(seat) + 1} | more
        return Sent(seat, mark, f"key-{next(self.keys):06d}", **values)

    def cast(self, sent):
        seat_id = self.evening.seat_ids[sent.seat - 1]
        return Cast(
            self.round_id, seat_id, sent.channel, {"M7": sent.mark}, key=sent.key, seq=sent.seq
        )

    def deliver(self, *together):
        expected = [self.model.deliver(sent) for sent in together]
        with db.transaction() as session:
            answers = store(session, [self.cast(sent) for sent in together])
        self.delivered += together
        assert [told(answer) for answer in answers] == expected

    @rule(seat=seats, mark=marks)
    def vote(self, seat, mark):
        sent = self.ballot(seat, mark)
        expected = self.model.deliver(sent)
        self.delivered.append(sent)
        try:
            answer = writer.cast(self.cast(sent))
        except Refused as refusal:
            answer = refusal
        assert told(answer) == expected

    @rule(seat=seats, mark=marks)
    def vote_without_javascript(self, seat, mark):
        self.deliver(self.ballot(seat, mark, seq=None))

    @rule(seat=seats, mark=marks, ahead=st.integers(1, 3))
    def send(self, seat, mark, ahead):
        """It waits in the phone's outbox, and others may overtake it."""
        self.on_the_way.append(self.ballot(seat, mark, seq=self.model.seq(seat) + ahead))

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data(), copies=st.integers(1, 3))
    def arrive(self, data, copies):
        sent = data.draw(st.sampled_from(self.on_the_way))
        self.on_the_way.remove(sent)
        self.deliver(*[sent] * copies)

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data())
    def arrive_all_at_once(self, data):
        together = data.draw(st.permutations(self.on_the_way))
        self.on_the_way.clear()
        self.deliver(*together)

    @precondition(lambda self: self.delivered)
    @rule(data=st.data())
    def send_again(self, data):
        self.deliver(data.draw(st.sampled_from(self.delivered)))

    @precondition(lambda self: self.delivered)
    @rule(data=st.data(), mark=marks)
    def send_an_old_number_with_a_new_key(self, data, mark):
        old = data.draw(st.sampled_from(self.delivered))
        self.deliver(replace(old, mark=mark, key=f"key-{next(self.keys):06d}"))

    @rule(seat=seats, mark=marks)
    def type_paper_in(self, seat, mark):
        self.deliver(self.ballot(seat, mark, seq=None, channel="paper"))

    @precondition(lambda self: self.model.channel)
    @rule(seat=st.sampled_from(sorted(HERE)), channel=st.sampled_from(("phone", "paper")))
    def switch_channel(self, seat, channel):
        expected = self.model.switch(seat, channel)
        seat_id = self.evening.seat_ids[seat - 1]
        assert expected == self.command(
            lambda session, around: roll.switch_channel(session, around, seat_id, channel)
        )

    # ── the desk ──

    @rule(command=st.sampled_from(sorted(COMMANDS)))
    def press_now(self, command):
        self.press(command, self.model.state)

    @rule(
        command=st.sampled_from(sorted(COMMANDS)),
        seen=st.sampled_from(("ready", "open", "closed", "counted", "shown")),
    )
    def press_on_an_old_screen(self, command, seen):
        self.press(command, seen)

    @precondition(lambda self: self.model.state in ("shown", "cancelled"))
    @rule()
    def begin_another_round(self):
        with db.transaction() as session:
            around = polls.another_round(session, session.get_one(Poll, self.evening.poll_ids[0]))
            self.rounds.append((around.id, ModelRound(HERE)))
        self.on_the_way.clear()
        self.delivered.clear()
        self.press("open_round", "ready")

    def press(self, command, from_state):
        def work(session, around):
            if command == "open_round":
                meeting = session.get_one(Meeting, self.evening.meeting_id)
                text = wording.current(session, around.poll)
                polls.open_round(session, around, meeting, text, from_state=from_state)
            elif command == "cancel":
                polls.cancel(session, around, "Feueralarm", from_state=from_state)
            else:
                getattr(polls, command)(session, around, from_state=from_state)

        assert self.model.press(command, from_state) == self.command(work)

    def command(self, work):
        """Whether it wasn't refused."""
        try:
            writer.run(lambda session: work(session, session.get_one(Round, self.round_id)))
        except Refused:
            return False
        return True

    # ── the power ──

    @rule(seat=seats, mark=marks)
    def lose_the_power_before_the_commit(self, seat, mark):
        """The ballot was written and not committed; nobody heard that it arrived."""
        session = Session(db.database().writer)
        store(session, [self.cast(self.ballot(seat, mark))])
        session.connection().invalidate()
        session.close()
        self.start_anew()

    @rule()
    def start_anew(self):
        """Nothing of the process is left but the address of its database."""
        db.configure(db.database().url.render_as_string(hide_password=False))

    # ── what is always true ──

    @invariant()
    def rows_are_what_the_model_says(self):
        with db.reading() as session:
            for round_id, model in self.rounds:
                self.compare(session, session.get_one(Round, round_id), model)

    def compare(self, session, around, model):
        number = {id: at for at, id in enumerate(self.evening.seat_ids, 1)}
        of_round = {"round_id": around.id}
        ballots = session.scalars(select(Ballot).filter_by(**of_round)).all()
        entries = session.scalars(select(RollEntry).filter_by(**of_round)).all()
        assert around.state == model.state
        assert {number[row.seat_id]: (row.key, row.seq, row.marks["M7"]) for row in ballots} == {
            each.seat: (each.key, each.seq, each.mark) for each in model.kept.values()
        }
        assert len(ballots) == len(model.kept)
        assert {number[entry.seat_id]: entry.channel for entry in entries} == model.channel
        assert {number[entry.seat_id] for entry in entries if entry.arrived} == model.arrived
        assert {number[entry.seat_id] for entry in entries if entry.late} == model.late
        if model.counted is None:
            assert around.result is None
        else:
            assert around.result["options"]["M7"]["counts"] == model.counted
            assert sum(around.channels.values()) == len(model.kept) <= len(model.channel)


def told(answer):
    """What the sender hears: the number of its newest ballot, or why not."""
    return answer.code if isinstance(answer, Refused) else answer.seq


def test_rows_are_what_the_model_says(database, store):
    examples, steps = STEPS[store]
    try:
        run_state_machine_as_test(
            LifeOfARound,
            settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
        )
    finally:
        db.database().close()


def test_a_model_that_counts_late_ballots_is_found_out(on_sqlite, monkeypatch):
    """The control: the comparison notices one ballot too many."""
    monkeypatch.setattr(ModelRound, "taken", lambda self, _channel: self.state != "ready")
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            LifeOfARound,
            settings=settings(max_examples=100, phases=[Phase.generate], derandomize=True),
        )
    db.database().close()
