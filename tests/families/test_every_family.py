"""Every family agrees with the catalogue, both ways: nothing missing, nothing invented, nothing sensitive let in."""

from __future__ import annotations

import json
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

from tests.facts import check
from tests.facts.families import FAMILIES, declared_in
from tests.facts.marked import RELEASABLE, marked_answer
from tiktok_shop_sdk import resources
from tiktok_shop_sdk.core.limits import FORGET_AFTER, Limits
from tiktok_shop_sdk.core.operation import Declaration, PagedOperation
from tiktok_shop_sdk.core.paging import Page
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Kind, Stripper
from tiktok_shop_sdk.errors import PartialFailure
from tiktok_shop_sdk.families import Families
from tiktok_shop_sdk.models.base import Model

every_family = pytest.mark.parametrize("known_as", FAMILIES)


def meant(family: str) -> dict[tuple[str, str], str]:
    """The differences that a family means, with their reasons."""
    module = f"tests.families.meant.{family}"
    found: dict[tuple[str, str], str] = import_module(module).MEANT if find_spec(module) else {}
    return found


def pairs(known_as: str) -> list[tuple[str, Declaration[..., Any], check.Facts]]:
    """Each declaration of a family with its entry in the catalogue."""
    facts = {check.route(entry): entry for entry in check.family(known_as).values()}
    declared = declared_in(FAMILIES[known_as])
    return [(name, one, facts[one.terms.route]) for name, one in declared.items() if one.terms.route in facts]


def opened(declaration: Declaration[..., Any], data: Any, released: frozenset[Kind]) -> Any:
    body = json.dumps({"code": 0, "message": "Success", "request_id": "A", "data": data}).encode()
    answer = declaration.reader.open(Response(200, {}, body), Stripper(released), operation=declaration.id)
    assert answer.error is None or isinstance(answer.error, PartialFailure), answer.error
    return answer.result


def said(result: Any) -> str:
    """All that a result tells whoever prints it or turns it into plain data."""
    items = result.items if isinstance(result, Page) else result
    plain = (
        [item.to_dict() if isinstance(item, Model) else item for item in items] if isinstance(items, list) else items
    )
    whole = result.to_dict() if isinstance(result, Model) else plain
    return f"{result!r} {whole!r}"


def _excused(where: str, root: str) -> list[str]:
    """The paths that a difference stands for: in the answer, whose root may be deeper than `data`, or beside it."""
    place = where.partition(":")[0]
    if not place.startswith("data"):
        return []
    below = place.removeprefix("data").replace("[]", "")
    return [path for path in (below.lstrip("."), f"{root}{below}".lstrip(".")) if path]


def test_every_family_is_an_attribute_of_the_clients() -> None:
    assert sorted(FAMILIES.values()) == list(resources.FAMILIES) == sorted(Families.__annotations__)
    assert sum(len(list(resources.operations_of(family))) for family in resources.FAMILIES) == 415
    assert len({operation.terms.route for operation in resources.every_operation()}) == 415


def test_a_window_for_each_order_is_over_before_the_ledger_forgets_it() -> None:
    own = [limit for operation in resources.every_operation() for limit in operation.terms.limits if limit.each]
    assert own and all(limit.window.period * (1 + Limits().drift) < FORGET_AFTER for limit in own)


@every_family
def test_every_operation_of_the_catalogue_is_declared_and_no_other(known_as: str) -> None:
    wanted = sorted(check.route(entry) for entry in check.family(known_as).values())
    assert sorted(one.terms.route for one in declared_in(FAMILIES[known_as]).values()) == wanted


@every_family
def test_each_declaration_agrees_with_the_catalogue(known_as: str) -> None:
    family = FAMILIES[known_as]
    found = {
        (name, difference.where): difference
        for name, declaration, facts in pairs(known_as)
        for difference in check.differences(declaration, facts)
    }
    unmeant = [f"{family}.{name}: {found[name, where]}" for name, where in found.keys() - meant(family).keys()]
    assert not unmeant, "\n".join(sorted(unmeant))
    assert not meant(family).keys() - found.keys(), "excused, and not there"


@every_family
def test_no_model_declares_a_field_that_no_answer_of_the_catalogue_has(known_as: str) -> None:
    declared, told = set(), set()
    for _, declaration, facts in pairs(known_as):
        declared |= check.declared(declaration)
        told |= check.told(declaration, facts)
    assert declared - told == set()


@every_family
@pytest.mark.parametrize("released", [frozenset(), RELEASABLE], ids=["nothing released", "all released"])
def test_what_is_sensitive_stays_out_and_everything_else_arrives(known_as: str, released: frozenset[Kind]) -> None:
    lost, leaked = [], []
    for name, declaration, facts in pairs(known_as):
        answer = marked_answer(facts)
        if declaration.hints["return"] in (None, type(None)):
            continue
        text = said(opened(declaration, answer.data, released))
        root = declaration.paging.items if isinstance(declaration, PagedOperation) else declaration.terms.answer
        excused = tuple(p for op, where in meant(FAMILIES[known_as]) if op == name for p in _excused(where, root))
        lost += [
            f"{name}: {path}"
            for path, mark in answer.kept.items()
            if mark not in text and not path.replace("[]", "").startswith(excused)
        ]
        for path, (mark, kind) in answer.stripped.items():
            if (mark in text) != (kind in released) and not path.replace("[]", "").startswith(excused):
                leaked.append(f"{name}: {path} ({kind})")
    assert not lost, "lost:\n" + "\n".join(lost)
    assert not leaked, "let in, or kept out though released:\n" + "\n".join(leaked)
