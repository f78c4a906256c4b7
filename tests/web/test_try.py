import time
import pytest
from polyphonie.base import clock
from tests import cast
from tests.web.living import BEGINS, Seance, Visitor, Watch, shown
from polyphonie.guides import queries as guides

@pytest.fixture
def world(db):
    with clock.at(BEGINS):
        return cast.world()

@pytest.mark.parametrize("mode", ["live","async"])
@pytest.mark.parametrize("guide", ["meteo","tour","consent","cas","qui-fait-quoi"])
def test_try(world, guide, mode, django_assert_max_num_queries):
    t=time.time()
    w = Watch()
    driss = Visitor(w, "Driss", "professional", "le ruisseau").signed_in(world.driss)
    s = Seance(driss, world.circle.pk, guide, mode)
    s.come_in()
    print(time.time()-t)
    s.live()
    print(s.opened, s.code)
    rec = s.guests[0].get(s.at("record/"))
    print([ (g.step.id,g.box) for g in shown(s.given) if g.words not in rec.text])
    print(guide, mode, time.time()-t)
