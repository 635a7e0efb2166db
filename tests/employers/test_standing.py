"""The tables that are read by name are the real ones."""

from jobfair.employers.queries.standing import INTERVIEW, SCHEDULE
from jobfair.interviews.models import Interview, Schedule


def test_the_columns_read_by_name_exist():
    for named, model in ((SCHEDULE, Schedule), (INTERVIEW, Interview)):
        assert named.name == model.__tablename__
        assert {column.name for column in named.columns} <= set(model.__table__.columns.keys())
