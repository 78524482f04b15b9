"""Invented buyers whose every value is recognisable, so that a leak is found by searching for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

_FIRST = ("Avery", "Jordan", "Riley", "Casey", "Morgan", "Quinn", "Rowan", "Skyler")
_LAST = ("Exampleton", "Placeholder", "Fabricated", "Fictitious", "Makebelieve", "Pretender")
_NOTES = (
    "Please leave it behind the planted-message gate",
    "Ring twice, planted-message doorbell",
    "Birthday gift, planted-message wrapping",
)


@dataclass(frozen=True, slots=True)
class Buyer:
    """One invented buyer; `number` makes the values unique and ends the 555-01xx number."""

    number: int

    @property
    def first_name(self) -> str:
        return _FIRST[self.number % len(_FIRST)]

    @property
    def last_name(self) -> str:
        return _LAST[self.number % len(_LAST)]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def phone(self) -> str:
        # 555-0100 to 555-0199 are set aside for fiction.
        return f"(+1)541555{100 + self.number:04d}"

    @property
    def email(self) -> str:
        return f"planted-buyer-{self.number:02d}@scs.example.test"

    @property
    def user_id(self) -> str:
        return f"74970000000000{self.number:02d}77"

    def address(self) -> dict[str, Any]:
        """`recipient_address` with every field of the real shape filled."""
        line1 = f"{self.number + 10} Plantedvalue Lane"
        line2 = f"Apt P{self.number:02d}"
        city, county, postal = "Plantedville", "Plantedshire", f"00142-01{self.number:02d}"
        return {
            "full_address": f"United States, Oregon, {county}, {city}, {postal}, {line1}, {line2}",
            "phone_number": self.phone,
            "name": self.name,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "first_name_local_script": f"{self.first_name}-local",
            "last_name_local_script": f"{self.last_name}-local",
            "address_detail": f"{line1}, {line2}",
            "address_line1": line1,
            "address_line2": line2,
            "address_line3": "Plantedline Three",
            "address_line4": "Plantedline Four",
            "district_info": [
                _district("Country", "United States", "L0", "US"),
                _district("State", "Plantedstate", "L1", ""),
                _district("County", county, "L2", ""),
                _district("City", city, "L3", ""),
            ],
            "delivery_preferences": {"drop_off_location": "Planted porch box"},
            "postal_code": postal,
            "region_code": "US",
            "post_town": "Plantedtown",
            "email": self.email,
            "tokenized_email": f"tokenized-{self.email}",
        }

    def personal_fields(self) -> dict[str, Any]:
        """The order's other fields about its buyer, all filled, as no real order has them all at once."""
        return {
            "buyer_email": self.email,
            "buyer_message": _NOTES[self.number % len(_NOTES)],
            "seller_note": f"planted-note {self.number:02d}",
            "user_id": self.user_id,
            "buyer_nickname": f"planted.nick.{self.number:02d}",
            "buyer_avatar": f"https://p16.example-cdn.test/planted-avatar-{self.number:02d}.jpeg",
            "cpf": f"000.000.001-{self.number:02d}",
            "cpf_name": f"{self.name} Cpfholder",
            "payment_method_name": "Planted Credit Card",
            "payment_method_code": "PLANTED_CARD",
            "payment_card_type": "PLANTEDVISA",
            "payment_auth_code": f"PLANTEDAUTH{self.number:02d}",
            "consultation_id": f"planted-consultation-{self.number:02d}",
        }


def _district(level_name: str, name: str, level: str, iso_code: str) -> dict[str, str]:
    return {
        "address_level_name": level_name,
        "address_name": name,
        "address_level": level,
        "iso_code": iso_code,
    }


BUYERS = tuple(Buyer(number) for number in range(24))

DRIFT = MappingProxyType(
    {
        "order_profit_margin": "PLANTEDMARGIN 0.42",
        "buyer_phone": "(+1)5415550199",
        "device_id": "planted-device-99",
        "buyer_ip": "203.0.113.199",
        "birthday": "planted-birthday",
        "latitude": "planted-latitude",
    }
)
"""Fields that no page documents; `World(drift=True)` adds them to each order, as a platform may one day."""

_OTHER_TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "order_profit_margin": "PLANTEDMARGIN",
        "buyer_conversation": "planted-conversation",
        "buyer_media": "https://p16.example-cdn.test/planted-media.jpeg",
        "buyer_geolocation": "planted-geolocation",
        "buyer_device_network": DRIFT["device_id"],
        "demographics_special": "planted-consultation",
        "shipping_document": "planted-document",
        "third_party_commercial": "planted-creator",
    }
)

PLANTED_NUMBER = 86753094242
"""A sensitive value where the platform has a number."""


def planted_text(kind: str, number: int) -> str:
    """A text of this kind of sensitive value, with its own value for each `number`."""
    buyer = BUYERS[number % len(BUYERS)]
    texts = {
        "buyer_phone": buyer.phone,
        "buyer_address": f"{buyer.address()['address_line1']}, Plantedville",
        "buyer_name": buyer.name,
        "buyer_email": buyer.email,
        "buyer_account_id": buyer.user_id,
        "buyer_profile": f"planted.nick.{buyer.number:02d}",
        "government_id": f"000.000.001-{buyer.number:02d}",
        "payment_instrument": f"PLANTEDAUTH{buyer.number:02d}",
        "buyer_free_text": _NOTES[number % len(_NOTES)],
    }
    return texts.get(kind) or f"{_OTHER_TEXTS[kind]}-{number:02d}"


# Parts that recur in every buyer's values: searching for them finds a value wherever it was cut or joined.
PLANTED = MappingProxyType(
    {
        "buyer_phone": (*(buyer.phone[-10:] for buyer in BUYERS), DRIFT["buyer_phone"]),
        "buyer_address": ("Planted", "00142-01"),
        "order_profit_margin": ("PLANTEDMARGIN", str(PLANTED_NUMBER)),
        "buyer_name": (*_FIRST, *_LAST),
        "buyer_email": ("planted-buyer-", "scs.example.test"),
        "buyer_account_id": tuple(buyer.user_id for buyer in BUYERS),
        "buyer_profile": ("planted.nick", "planted-avatar"),
        "government_id": ("000.000.001-", "Cpfholder"),
        "payment_instrument": ("PLANTEDAUTH", "PLANTEDVISA", "PLANTED_CARD", "Planted Credit Card"),
        "buyer_free_text": ("planted-message", "planted-note"),
        "buyer_conversation": ("planted-conversation",),
        "buyer_media": ("planted-media",),
        "buyer_geolocation": ("planted-geolocation", DRIFT["latitude"]),
        "demographics_special": ("planted-consultation", "planted-birthday"),
        "buyer_device_network": ("planted-device", DRIFT["buyer_ip"]),
        "shipping_document": ("planted-document",),
        "third_party_commercial": ("planted-creator", str(PLANTED_NUMBER)),
    }
)
"""Per kind of sensitive value, texts to search for: none may come out of a client, its logs or errors."""
