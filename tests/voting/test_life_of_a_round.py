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
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitation import db
from facilitation.errors import Refused
from facilitation.meetings.models import Meeting
from facilitation.voting import keys, polls, roll, sealing, wording
from facilitation.voting.casting import Cast, store
from facilitation.voting.models import Ballot, Poll, RollEntry, Round, SealedBallot
from facilitation.voting.writer import writer

from .. import factories, stored
from .model import COMMANDS, MARKS, ModelRound, Sent

HERE = frozenset(range(1, 7))
seats = st.integers(1, 7)
"""Seat 7 is not in the hall."""
marks = st.sampled_from(MARKS)
STEPS = {"sqlite": (20, 40), "postgres": (8, 25)}
slugs = (f"rat-{number}" for number in count())


class LifeOfARound(RuleBasedStateMachine):
    @initialize(mode=st.sampled_from(("simple", "sealed")))
    def plan(self, mode):
        self.mode = mode
        self.keys = count(1)
        self.on_the_way: list[Sent] = []
        self.delivered: list[Sent] = []
        self.evening = factories.evening(next(slugs), members=7, mode=mode)
        self.evening.start()
        self.evening.arrive(*HERE)
        self.evening.move_on()
        self.evening.move_on()
        self.rounds = [(self.evening.round_id, self.a_round())]
        self.press("open_round", "ready")

    @property
    def round_id(self):
        return self.rounds[-1][0]

    @property
    def model(self):
        return self.rounds[-1][1]

    def a_round(self):
        return ModelRound(HERE, sealed=self.mode == "sealed")

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

    @precondition(lambda self: self.model.state == "open" and self.model.has_key)
    @rule(votes=st.lists(marks, min_size=len(HERE), max_size=len(HERE)))
    def all_vote(self, votes):
        """Otherwise hardly any sealed round would have enough ballots."""
        ways = self.model.channel
        sent = [
            self.ballot(seat, mark, seq=None, channel=ways[seat])
            for seat, mark in zip(sorted(HERE), votes, strict=True)
        ]
        self.deliver(*sent)

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
            self.rounds.append((around.id, self.a_round()))
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
        with db.transaction() as session:
            void = {around.id for around in sealing.recover(session)}
        expected = {id for id, model in self.rounds if self.is_void(model)}
        assert void & {id for id, _model in self.rounds} == expected  # others are of other examples
        if expected:
            self.model.state = "cancelled"
            self.model.kept.clear()

    def is_void(self, model):
        return not model.has_key and model.state in ("open", "closed")

    @precondition(lambda self: self.model.sealed and self.model.state in ("open", "closed"))
    @rule()
    def come_back_from_a_copy(self):
        """Keys are in no back-up."""
        keys.destroy_all(db.database())
        self.model.has_key = False
        self.start_anew()

    # ── what is always true ──

    @invariant()
    def rows_are_what_the_model_says(self):
        with db.reading() as session:
            for round_id, model in self.rounds:
                self.compare(session, session.get_one(Round, round_id), model)

    def compare(self, session, around, model):
        number = {id: at for at, id in enumerate(self.evening.seat_ids, 1)}
        entries = session.scalars(select(RollEntry).filter_by(round_id=around.id)).all()
        assert around.state == model.state
        self.compare_ballots(session, around, model, number)
        assert {number[entry.seat_id]: entry.channel for entry in entries} == model.channel
        assert {number[entry.seat_id] for entry in entries if entry.arrived} == model.arrived
        assert {number[entry.seat_id] for entry in entries if entry.late} == model.late
        if model.counted is None:
            assert around.result is None
        else:
            assert around.result["options"]["M7"]["counts"] == model.counted
            assert sum(around.channels.values()) == len(model.kept) <= len(model.channel)

    def compare_ballots(self, session, around, model, number):
        waiting = model.sealed and model.counted is None
        kept = {
            number[seat]: (one.key, one.seq, one.marks and one.marks["M7"])
            for seat, one in stored.ballots(session, around.id).items()
            if model.state != "cancelled"
        }
        assert kept == {
            each.seat: (each.key, each.seq, each.mark if waiting or not model.sealed else None)
            for each in model.kept.values()
        }
        rows = {
            table: session.scalar(select(func.count()).where(table.round_id == around.id))
            for table in (Ballot, SealedBallot)
        }
        assert rows == {
            Ballot: 0 if model.sealed else len(model.kept),
            SealedBallot: len(model.kept) if waiting else 0,
        }
        needed = model.sealed and model.state in ("open", "closed")
        key = keys.folder_of(db.database()) / f"{around.key_name}{keys.ENDING}"
        assert key.exists() == needed


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
