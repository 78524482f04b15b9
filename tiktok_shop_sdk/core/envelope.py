"""Every answer is `{code, message, request_id, data}`: open it, strip it while reading, or say what went wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from types import NoneType
from typing import Annotated, Any, Generic, TypeVar, cast, get_args, get_origin

from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field, ValidationError, create_model

from ..errors import AnswerUnreadable, PartialFailure, ShopError
from .absent import Many, NoneWhen
from .codes import refusal
from .hostile import MAX_DIGITS, at, guarded, is_overlong, misfit_of
from .paging import Paging
from .request import Response
from .sensitive import Stripper

R = TypeVar("R")

_MOST_FAULTS = 100  # are looked at; each takes 1 KB


class _Envelope(BaseModel):
    model_config = ConfigDict(
        extra="ignore",
        hide_input_in_errors=True,
        arbitrary_types_allowed=True,
        coerce_numbers_to_str=True,
        defer_build=True,
    )

    code: Annotated[int, Field(strict=True)]  # false is no zero
    message: str | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Opened(Generic[R]):
    """An answer after opening: either `result` or `error`, and what the audit record says of it."""

    result: R | None = field(default=None, repr=False)
    error: ShopError | None = None
    code: int | None = None
    request_id: str = ""


class AnswerReader(Generic[R]):
    """Reads the answers of one operation from bytes straight into its typed result."""

    def __init__(self, result: Any, answer: str = "", paging: Paging | None = None) -> None:
        self._result = result
        self._answer = answer
        self._paging = paging

    @cached_property
    def _model(self) -> type[_Envelope]:
        return create_model(f"Envelope[{self._result}]", __base__=_Envelope, **self._data_field())

    def _data_field(self) -> dict[str, Any]:
        if self._result in (None, NoneType):
            return {}
        if self._paging is not None:
            return {"data": (_page_model(self._result, self._paging) | None, None)}
        if self._answer:
            return {"data": (_answer_model(self._result, self._answer) | None, None)}
        return {"data": (self._result | None, None)}

    @cached_property
    def _guarded(self) -> type[_Guarded]:
        return create_model("Guarded", __base__=_Guarded, envelope=(self._model, Field(validation_alias=at())))

    @cached_property
    def declared(self) -> set[str]:
        """Every field name that this answer declares."""
        return declared_names(self._model)

    def open(self, response: Response, stripper: Stripper, *, operation: str) -> Opened[R]:
        """Say what the platform said. Nothing of the answer but the typed result leaves this function."""
        faults, envelope = misfit_of(response.body), None
        if not faults:
            try:
                envelope = self._guarded.model_validate_json(guarded(response.body), context=stripper).envelope
            except ValidationError as error:
                faults = _describe(error, self._model)
        if envelope is not None and is_overlong(response.body):
            faults, envelope = f"a number of more than {MAX_DIGITS} digits", None
        if envelope is None:
            return self._unfitting(response, faults, operation)
        code, request_id = envelope.code, _token(envelope.request_id)
        if code != 0 or response.status == 429:
            refused = refusal(response, code, envelope.message or "", request_id=request_id, operation=operation)
            return Opened(error=refused, code=code, request_id=request_id)
        data = getattr(envelope, "data", None)
        result = self._filled(data.answer if isinstance(data, _Answer) else data)
        if result is None and self._is_model:
            return self._unfitting(response, "data is missing", operation)
        return Opened(result, _partial(result, code, request_id, operation), code, request_id)

    def _filled(self, data: Any) -> R | None:
        """`data` may be `{}`, null or missing: an empty answer is an answer, unless its model requires something."""
        if data is None and get_origin(self._result) is list:
            return cast(R, [])
        if data is None and self._is_model:
            try:
                return cast(R, self._result())
            except ValidationError:
                return None
        return cast(R, data)

    @property
    def _is_model(self) -> bool:
        return isinstance(self._result, type) and issubclass(self._result, BaseModel)

    def _unfitting(self, response: Response, faults: str, operation: str) -> Opened[R]:
        """The answer does not fit the model: a refusal of another shape, no JSON at all, or drift."""
        envelope = _loosely(response.body)
        code = _code(envelope.get("code"))
        request_id = _token(envelope.get("request_id"))
        message = envelope.get("message")
        if code or (code is None and not 200 <= response.status < 300) or response.status == 429:
            text = message if isinstance(message, str) else ""
            error = refusal(response, code, text, request_id=request_id, operation=operation)
            return Opened(error=error, code=code, request_id=request_id)
        unreadable = AnswerUnreadable(
            f"the answer does not fit its model: {faults}", operation=operation, code=code, request_id=request_id
        )
        return Opened(error=unreadable, code=code, request_id=request_id)


class _Guarded(BaseModel):
    """An answer within the levels that `guarded` put around it."""

    model_config = ConfigDict(hide_input_in_errors=True, loc_by_alias=False, defer_build=True)

    envelope: Any


class _Answer(BaseModel):
    """The one field of `data` that is the answer."""

    model_config = _Envelope.model_config

    answer: Any = None


def _answer_model(result: Any, answer: str) -> Any:
    hint = _many(get_args(result)[0]) if get_origin(result) is list else result | None
    path = AliasPath(*answer.split("."))
    return create_model("Answer", __base__=_Answer, answer=(hint, Field(default=None, validation_alias=path)))


def _many(item: Any) -> Any:
    return Many[item]


def _page_model(result: Any, paging: Paging) -> Any:
    item = result.__pydantic_generic_metadata__["args"][0]
    token: Any = Annotated[str | None, NoneWhen(("",))]

    def at(path: str) -> Any:
        return AliasPath(*path.split("."))

    return create_model(
        result.__name__,
        __base__=result,
        items=(_many(item), Field(default=[], validation_alias=at(paging.items))),
        next_page_token=(token, Field(default=None, validation_alias=at(paging.next_token))),
        total_count=(int | None, Field(default=None, validation_alias=at(paging.total))),
    )


def _partial(result: Any, code: int, request_id: str, operation: str) -> PartialFailure | None:
    failed = getattr(result, "errors", None)
    if not isinstance(failed, list) or not failed:
        return None
    return PartialFailure(
        f"{len(failed)} item(s) failed; what is not named is done",
        items=failed,
        result=result,
        operation=operation,
        code=code,
        request_id=request_id,
    )


def _loosely(body: bytes) -> dict[str, Any]:
    if misfit_of(body):
        return {}
    try:
        decoded = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return decoded if isinstance(decoded, dict) else {}


def _code(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _token(value: object) -> str:
    """A request id as the platform writes it, or nothing: it goes into errors and the audit log."""
    text = value if isinstance(value, str) else ""
    return text if len(text) <= 64 and text.isascii() and text.replace("-", "").isalnum() else ""


def _describe(error: ValidationError, model: type[BaseModel]) -> str:
    """Where an answer does not fit, in declared names only: a key of the answer may itself be somebody's value."""
    if error.error_count() > _MOST_FAULTS:
        return f"{error.error_count()} place(s)"
    declared = declared_names(model)
    places = []
    for fault in error.errors(include_url=False, include_context=False, include_input=False)[:3]:
        path = ".".join(str(part) if isinstance(part, int) or part in declared else "…" for part in fault["loc"][1:])
        places.append(f"{path or 'answer'} ({fault['type']})")
    return f"{error.error_count()} place(s): {', '.join(places)}"


def declared_names(annotation: Any, seen: set[Any] | None = None) -> set[str]:
    """Every field name that a type declares, at any depth."""
    seen = set() if seen is None else seen
    names: set[str] = set()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation in seen:
            return names
        seen.add(annotation)
        for name, declared in annotation.model_fields.items():
            alias = declared.validation_alias
            choices = alias.choices if isinstance(alias, AliasChoices) else [alias or name]
            for choice in choices:
                names.update(map(str, choice.path) if isinstance(choice, AliasPath) else [str(choice)])
            names |= declared_names(declared.annotation, seen)
    for argument in get_args(annotation):
        names |= declared_names(argument, seen)
    return names


def undeclared_fields(body: bytes, declared: set[str]) -> int:
    """How many fields of an answer no model declares (and so were dropped); run on a sample, it costs a parse."""

    def count(value: Any) -> int:
        if isinstance(value, dict):
            return sum(
                (name not in declared) + (count(item) if name in declared else 0) for name, item in value.items()
            )
        return sum(map(count, value)) if isinstance(value, list) else 0

    return count(_loosely(body))
