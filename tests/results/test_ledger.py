"""Ledger: everybody has a line, an impossible one is refused, and usual parties have a name in both languages."""

import pickle

import numpy as np
import pytest

from weisim.results.holders import called, holders
from weisim.results.ledger import ACCOUNTS, account, empty_ledger, is_kept, ledger_from
from weisim.support.partner import usual_partners


def test_a_run_without_a_ledger_has_an_empty_one_in_the_right_shape(make_run):
    run = make_run()
    assert run.holders == ("residents", "initiatives", "cooperative", "Municipality", "=HYPERLINK")
    assert run.ledger.shape == (5, len(ACCOUNTS))
    assert not is_kept(run.ledger)


def test_what_was_written_down_stays_as_it_was(make_run):
    ledger = empty_ledger(("Municipality", "=HYPERLINK"))
    ledger[2, account("euros_given")] = 12.5
    run = make_run(ledger=ledger)
    ledger[:] = 9
    assert is_kept(run.ledger)
    assert run.ledger[2, account("euros_given")] == 12.5
    assert np.isnan(run.ledger).sum() == run.ledger.size - 1
    with pytest.raises(ValueError, match="read-only"):
        run.ledger[0, 0] = 1
    assert pickle.loads(pickle.dumps(run)).ledger.tobytes() == run.ledger.tobytes()


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ((0, "hours_given"), -1.0, "hours_given of residents is negative"),
        ((4, "deals"), -1.0, "deals of =HYPERLINK is negative"),
        ((3, "cost"), -1.0, "cost of Municipality is negative"),
        ((1, "euros_won"), np.inf, "infinite"),
    ],
)
def test_a_ledger_that_cannot_be_is_refused(make_run, place, value, told):
    ledger = empty_ledger(("Municipality", "=HYPERLINK"))
    ledger[place[0], account(place[1])] = value
    with pytest.raises(ValueError, match=told):
        make_run(ledger=ledger)


def test_a_ledger_of_other_partners_is_refused(make_run):
    with pytest.raises(ValueError, match="5 holders x 9 accounts"):
        make_run(ledger=empty_ledger(("Municipality",)))


def test_a_loss_can_be_written_down(make_run):
    ledger = empty_ledger(("Municipality", "=HYPERLINK"))
    ledger[:, account("euros_won")] = -3.0
    assert make_run(ledger=ledger).ledger[1, account("euros_won")] == -3.0


def test_a_ledger_without_a_cooperative_gets_an_empty_line_for_it_and_the_accounts_it_lacks():
    before = np.arange(24.0)
    found = ledger_from(before, ("Municipality", "cooperative"))
    assert found.shape == (5, len(ACCOUNTS))
    assert found[[0, 1, 3, 4], :6].ravel().tolist() == before.tolist()
    assert np.isnan(found[2]).all()
    assert np.isnan(found[:, 6:]).all()
    now = np.arange(45.0)
    assert ledger_from(now, ("Municipality", "cooperative")).ravel().tolist() == now.tolist()


def test_an_account_is_found_by_its_name():
    assert [account(entry.name) for entry in ACCOUNTS] == list(range(len(ACCOUNTS)))
    with pytest.raises(KeyError):
        account("profit")


def test_every_account_is_explained_in_both_languages():
    for entry in ACCOUNTS:
        assert entry.label("nl") != entry.label("en")
        assert entry.definition("nl")
        assert entry.definition("en")


def test_every_usual_partner_has_a_label_and_any_other_keeps_its_own_name():
    names = [partner.name for partner in usual_partners()]
    for name in holders(names):
        assert called(name, "nl")
        assert called(name, "nl") != called(name, "en"), f"no Dutch label for {name}"
    assert called("Stichting De Brug", "en") == "Stichting De Brug"
