"""Letting people act for an employer, and taking it back."""

import pytest
from sqlalchemy import select

from jobfair.employers.actions.representatives import remove_representative
from jobfair.employers.models import Representative
from jobfair.employers.queries import representatives_of
from jobfair.errors import NotFound
from tests.factories import NOW, make_employer, make_representative, make_user


def test_taking_it_back_leaves_the_others(session):
    employer = make_employer(session)
    first, second = make_representative(session, employer), make_representative(session, employer)
    remove_representative(session, employer, first.id, now=NOW, actor=("user", 1))
    assert representatives_of(session, employer.id) == [second]
    assert first.id, "the account stays"


def test_somebody_who_never_acted_for_it_is_not_found(session):
    employer = make_employer(session)
    make_representative(session, make_employer(session), user := make_user(session))
    with pytest.raises(NotFound):
        remove_representative(session, employer, user.id, now=NOW, actor=("user", 1))
    assert len(list(session.scalars(select(Representative)))) == 1
