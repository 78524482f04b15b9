"""What all models share: only declared fields come in, unknown enum values and both spellings of ids are accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, GetCoreSchemaHandler, Strict
from pydantic_core import CoreSchema, core_schema

from ..core.absent import Many as Many
from ..core.absent import NoneWhen
from ..core.secret import Secret
from ..core.sensitive import Stripped


class Model(BaseModel):
    """Base of every answer. Fields that the platform left out are None; a stripped field says its kind."""

    model_config = ConfigDict(
        extra="ignore",  # the model is the allow-list: what is not declared does not come in
        frozen=True,
        hide_input_in_errors=True,
        allow_inf_nan=False,
        coerce_numbers_to_str=True,  # 64-bit ids are texts nearly everywhere, numbers in some answers
        defer_build=True,
        arbitrary_types_allowed=True,
        protected_namespaces=(),
    )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A factory makes each default list: the deep copy that pydantic would make costs ten times as much."""
        schema = handler(source)
        for field in _fields_of(schema):
            default = field["schema"]
            if default["type"] == "default" and default.get("default") == []:
                del default["default"]
                default.update(default_factory=list, copy_default=False)
        return schema

    def to_dict(self) -> dict[str, Any]:
        """Plain data (texts, numbers, lists, dicts; times in ISO 8601, money as text), nothing stripped or secret."""
        return {name: plain for name in type(self).model_fields if (plain := _plain(getattr(self, name))) is not None}

    def __repr_args__(self) -> Any:
        return [(name, value) for name, value in super().__repr_args__() if value is not None and value != []]


def _fields_of(schema: Any) -> list[Any]:
    """The fields in the schema of a model, whatever pydantic has wrapped around them."""
    while schema["type"] != "model-fields":
        if "schema" not in schema:
            return []  # a reference: the model itself stands elsewhere
        schema = schema["schema"]
    return list(schema["fields"].values())


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return None if isinstance(value, (Stripped, Secret)) else value


@dataclass(frozen=True, slots=True)
class _Open:
    """An enum of the platform is an open set: new values arrive without a version change, and are accepted."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema(coerce_numbers_to_str=True)


# Declare an enum as `OrderStatus: TypeAlias = Annotated[Literal["UNPAID", ...] | str, Open]`:
# the editor offers the documented values, and any other text passes.
Open = _Open()


@dataclass(frozen=True, slots=True)
class _InDigits:
    """Reads an amount as the platform spells it in a quarter of the time; other spellings take the long way."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        digits = core_schema.str_schema(pattern=r"^-?[0-9]{1,28}(\.[0-9]{1,28})?$", strict=True)
        number = core_schema.no_info_after_validator_function(Decimal, digits)
        return core_schema.union_schema([number, handler(source)], mode="left_to_right")


@dataclass(frozen=True, slots=True)
class _Happened:
    """Reads the time of something that happened first: a look for the spellings of nothing takes longer than that."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        happened = core_schema.datetime_schema(gt=datetime.fromtimestamp(0, UTC))
        return core_schema.union_schema([happened, handler(source)], mode="left_to_right")


# Answers.
Id: TypeAlias = str
Money: TypeAlias = Annotated[Decimal | None, NoneWhen(("",)), _InDigits()]
"""A decimal amount; its currency stands beside it or in its parent."""
Time: TypeAlias = Annotated[datetime | None, NoneWhen((0, "0", "")), _Happened()]
"""An aware datetime in UTC, from Unix seconds or milliseconds; None for "not happened"."""


Day: TypeAlias = Annotated[date | None, NoneWhen(("",))]
"""A calendar day in the shop's own time zone."""


def _cleaned(text: str | None) -> str | None:
    from ..core.net import clean_text  # few answers have such words

    return text and clean_text(text)


ServerText: TypeAlias = Annotated[str | None, AfterValidator(_cleaned)]
"""The platform's words about a failed item, without quoted values, numbers, links and tokens."""


# Arguments.
def _unix_seconds(value: datetime | int) -> int:
    return int(_aware(value).timestamp()) if isinstance(value, datetime) else value


def _unix_millis(value: datetime | int) -> int:
    return int(_aware(value).timestamp() * 1000) if isinstance(value, datetime) else value


def _seconds_text(value: datetime | int) -> str:
    return str(_unix_seconds(value))


def _day_text(value: date | str) -> str:
    if isinstance(value, datetime):
        raise ValueError("a day, without a time: date(2026, 5, 1)")
    return (date.fromisoformat(value) if isinstance(value, str) else value).isoformat()


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a time needs a time zone: datetime.now(UTC), not datetime.now()")
    return value


@dataclass(frozen=True, slots=True)
class _DecimalText:
    """Accepts a finite decimal number, and sends it as text."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        number = core_schema.no_info_before_validator_function(_no_float, core_schema.decimal_schema())
        return core_schema.no_info_after_validator_function(lambda value: format(value, "f"), number)


def _no_float(value: Any) -> Any:
    if isinstance(value, (float, bool)):
        raise ValueError("money is Decimal or text, never float: a float cannot hold 19.99")
    return value


# Strict: a text or a float is neither a time nor a number of seconds.
Moment: TypeAlias = Annotated[Annotated[datetime, Strict()] | Annotated[int, Strict()], AfterValidator(_unix_seconds)]
"""An aware datetime, or Unix seconds; sent as Unix seconds."""
MomentMillis: TypeAlias = Annotated[
    Annotated[datetime, Strict()] | Annotated[int, Strict()], AfterValidator(_unix_millis)
]
"""An aware datetime, or Unix milliseconds; sent as milliseconds."""
MomentText: TypeAlias = Annotated[
    Annotated[datetime, Strict()] | Annotated[int, Strict()], AfterValidator(_seconds_text)
]
"""An aware datetime, or Unix seconds; sent as Unix seconds in a text."""
DayIn: TypeAlias = Annotated[Annotated[date, Strict()] | str, AfterValidator(_day_text)]
"""A calendar day in the shop's own time zone, or its text "2026-05-01"."""
Amount: TypeAlias = Annotated[Decimal | str, _DecimalText()]
"""Decimal, or a text such as "19.99"; sent as text. Floats are refused."""
