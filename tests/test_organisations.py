"""Organisations: every stage has its form, and every form says what marks it."""

from __future__ import annotations

import pytest

from weisim.language import LANGUAGES
from weisim.organisations import OrganisationalForm
from weisim.parameters.parameters import Parameters
from weisim.terms import Stage


def test_every_stage_has_its_form_and_the_cooperative_has_none() -> None:
    forms = {stage: OrganisationalForm.of(stage) for stage in Stage}
    assert forms.pop(Stage.ENDED) is None
    assert list(forms.values()) == [form for form in OrganisationalForm if form.stage is not None]
    assert OrganisationalForm.COOPERATIVE.stage is None
    assert OrganisationalForm.of(Stage.ENTERPRISE) is OrganisationalForm.ENTERPRISE


@pytest.mark.parametrize("form", OrganisationalForm, ids=lambda form: form.word)
def test_every_form_says_what_marks_it(form: OrganisationalForm) -> None:
    assert OrganisationalForm.from_word(form.word) is form
    for language in LANGUAGES:
        told = [says.told(language) for says in (form.legal, form.income, form.decides, form.belongs)]
        assert all(told)
        assert len({*told, form.label(language)}) == 5
    if form.least:
        assert Parameters().value(form.least) >= 2
    else:
        assert form is OrganisationalForm.INFORMAL_GROUP
