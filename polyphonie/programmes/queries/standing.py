"""What stands of applications in this house, for a copy that is put back."""

from __future__ import annotations

from polyphonie.base.scope import reading
from polyphonie.programmes.contract.standing import Standing
from polyphonie.programmes.models import Application, CareAgreement, Need, NeedAnswer


@reading
def standing() -> Standing:
    """Numbers and moments alone; whom they concern, and what was written, is not in it."""
    rows = Application.objects.values_list("pk", "begun_at", "withdrawn_at")
    return Standing(
        known=frozenset((pk, begun) for pk, begun, _ in rows),
        withdrawn=frozenset((pk, begun) for pk, begun, withdrawn in rows if withdrawn),
        needs=frozenset(Need.objects.values_list("application", "written_at")),
        answering=frozenset(NeedAnswer.objects.values_list("application", flat=True)),
        agreements=frozenset(
            (first, second, half or 0)
            for first, second, half in CareAgreement.objects.values_list("first", "second", "half")
        ),
        withheld=frozenset(
            Application.objects.exclude(need_withheld_at=None, need__withheld_at=None).values_list(
                "pk", flat=True
            )
        ),
    )
