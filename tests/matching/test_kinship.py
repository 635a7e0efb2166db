"""Kinds of work of two classifications meet, and skills lead to the work they are used in."""

import numpy as np
import pytest

from jobfair.matching import Concept, ConceptEncoder, SkillVocabulary
from jobfair.matching.kinship import KIN_WEIGHT, MOST_KIN
from jobfair.matching.label_index import SKILL_SHARE, LabelIndex

ROOFER = Concept("1", "roofer", "techador", ("roofer", "techador"), ("lay shingles",), soc_code="1")
COOK = Concept("2", "cook", "cocinero", ("cook", "cocinero"), ("fry food",), soc_code="2")
ROOF_TILER = Concept("x", "roof tiler", "colocador de tejas", ("roof tiler", "roofer of tiles"))
SKILL = Concept("s", "seal seams", "sellar juntas", ("seal seams",), used_in=("1", "x", "unknown"))


@pytest.fixture
def index():
    return LabelIndex(SkillVocabulary((ROOFER, COOK, ROOF_TILER, SKILL)))


def test_a_kind_of_work_without_a_code_is_read_as_its_kin_too(index):
    kin = index.kin.toarray()
    assert kin[[0, 1, 3]].tolist() == np.eye(4)[[0, 1, 3]].tolist()
    assert kin[2, 2] == 1
    assert kin[2, 0] > kin[2, 1]
    assert kin[2, :2].sum() == pytest.approx(KIN_WEIGHT)


def test_there_are_few_kin():
    many = [Concept(str(n), f"roofer {n}", "techador", (f"roofer {n}",), soc_code=str(n)) for n in range(9)]
    assert np.diff(LabelIndex(SkillVocabulary((*many, ROOF_TILER))).kin.indptr)[-1] == 1 + MOST_KIN


@pytest.mark.parametrize("concepts", [(), (ROOFER, COOK), (ROOF_TILER,)], ids=["none", "coded", "uncoded"])
def test_without_two_classifications_nothing_is_akin(concepts):
    assert LabelIndex(SkillVocabulary(concepts)).kin.toarray().tolist() == np.eye(len(concepts)).tolist()


def test_texts_that_meet_different_classifications_meet_each_other():
    apart = Concept("x", "tiler", "colocador", ("zzyzx hand",), ("lay shingles on roofs",))
    encoder = ConceptEncoder(SkillVocabulary((ROOFER, COOK, apart))).fit(["roofer", "cook"])
    likeness = (encoder.transform(["zzyzx hand"]) @ encoder.transform(["roofer", "cook"]).T).toarray()[0]
    assert likeness[0] > likeness[1]


def test_a_label_of_a_skill_leads_to_the_work_it_is_used_in(index):
    owned = index.owners[index.labels.index("seal seams")].toarray()[0]
    assert owned == pytest.approx(np.array([1, 0, 1, 0]) * SKILL_SHARE / 2**0.5)
    assert index.kinds_of_work == 3
    assert index.concept_table[:, 3].nnz == 0
    assert "seams" in index.known
