"""
Which of the 17 kinds a name stands for, however it is spelled.

A name is read as its words, of which the last ones decide: `recipientPhoneNumber`, `RECIPIENT-PHONE`, `buyer.phone`.
Letters that only look like Latin ones, full and zero widths, accents and escapes are seen through, and the commonest
words of the platform's other languages are known. Nothing is remembered: a name may itself be somebody's value.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote

from .sensitive import POLICY, Kind

CREDENTIAL: Final = "credential"
Carried: TypeAlias = Kind | Literal["credential"]


def words_in(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


_CREDENTIALS = words_in(
    "accesstoken refreshtoken appsecret sign signature shopcipher cipher widgettoken uploadtoken authcode token secret "
    "password xttsaccesstoken authorization cookie"
)
# What other programs and languages call the same: not the platform's own names, so not part of the policy's table.
_OTHERS: dict[Kind, str] = {
    Kind.BUYER_PHONE: "tel cell cellphone msisdn whatsapp telefon telefone telefono telepon nomortelepon celular movil "
    "sodienthoai dienthoai 电话 電話 电话号码 手机 手机号 手机号码 手機 電話番号 携帯電話 "
    "전화 전화번호 휴대폰 โทรศัพท์ เบอร์โทร телефон",
    Kind.BUYER_ADDRESS: "address street postcode zip zipcode direccion endereco indirizzo adresse alamat diachi "
    "地址 收货地址 详细地址 住址 住所 邮编 주소 ที่อยู่ адрес",
    Kind.BUYER_NAME: "fullname surname familyname givenname 姓名 收件人 收货人 买家姓名 氏名 이름 นามสกุล имя",
    Kind.BUYER_EMAIL: "emailaddress mail correo correoelectronico 邮箱 电子邮件 電子郵件 이메일 อีเมล почта",
    Kind.GOVERNMENT_ID: "ssn nationalid idcard passportnumber taxid vatnumber 身份证 身份证号 税号",
    Kind.PAYMENT_INSTRUMENT: "iban cardholder creditcard bankcard accountnumber 银行卡 银行账号",
    Kind.BUYER_PROFILE: "昵称 头像",
    Kind.BUYER_FREE_TEXT: "buyernote buyercomment 买家留言 留言",
    Kind.DEMOGRAPHICS_SPECIAL: "birthdate dateofbirth dob sex 生日 性别 年龄",
    Kind.BUYER_DEVICE_NETWORK: "ipaddr imei idfa useragent",
    Kind.ORDER_PROFIT_MARGIN: "grossprofit netprofit 利润 毛利 成本价",
}
# Whose own it is when such a word stands in the name: the shop's, or no person's at all.
_NO_PERSON = words_in("warehouse seller shop sender return web webhook callback api mac device")
_PERSONS = words_in("buyer recipient receiver consignee customer reviewer addressee payer cardholder courier")
_OF_A_PERSON: dict[str, Kind] = {
    **dict.fromkeys(words_in("name title first last"), Kind.BUYER_NAME),
    **dict.fromkeys(words_in("id uid uuid code account user"), Kind.BUYER_ACCOUNT_ID),
    **dict.fromkeys(words_in("city district street town state province county"), Kind.BUYER_ADDRESS),
    **dict.fromkeys(words_in("note comment message remark memo"), Kind.BUYER_FREE_TEXT),
    **dict.fromkeys(words_in("photo picture image video media"), Kind.BUYER_MEDIA),
    **dict.fromkeys(words_in("profile avatar nick"), Kind.BUYER_PROFILE),
}
# Words that say how a value is written, not what it is.
_TRIMMINGS = words_in(
    "masked mask encrypted hash hashed tail text value val raw number num no local script line list info detail "
    "details data field str string int primary secondary plain"
)
# Cyrillic and Greek letters that look like Latin ones (Unicode TR39, those of the names above).
_LOOKALIKES = str.maketrans(
    "асеорхуіјѕһԁԛԝьгпмткАВСЕНІЈКМОРЅТХУαεορτνικυχ", "aceopxyijshdqwbrnmtkABCEHIJKMOPSTXYaeoptvikux"
)
_CAMEL = re.compile(r"(?<=[a-z0-9][a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# A letter as JSON or Python escapes it: \u00ad, \xad, \U000000ad.
_ESCAPE = re.compile(r"\\+(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U000([0-9a-fA-F]{5}))")
_LONGEST = 120  # characters; what is longer is no name


def plain_text(text: str) -> str:
    """A text without what hides its letters: width, zero widths, escapes."""
    if "\\" in text:
        text = _ESCAPE.sub(lambda escape: chr(int(escape[escape.lastindex or 0], 16)), text)
    folded = unicodedata.normalize("NFKC", unquote(text) if "%" in text else text)
    return folded if folded.isascii() else "".join(c for c in folded if unicodedata.category(c) != "Cf")


def words_of(name: str) -> list[str]:
    """The words of a name, in small letters, without accents and digits."""
    plain = plain_text(name[:_LONGEST])
    if not plain.isascii():
        latin = sum(c.isascii() and c.isalpha() for c in plain)
        alike = plain.translate(_LOOKALIKES)
        # A word of one alphabet stays what it is; one of two alphabets, or all of lookalikes, is meant to be misread.
        plain = alike if latin or alike.isascii() else plain
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c) or c > "\u0e00")
        plain = unicodedata.normalize("NFC", plain).replace("đ", "d").replace("ı", "i")
    return [word for word in re.split(r"[\W\d_]+", _CAMEL.sub(" ", plain).casefold()) if word]


_KNOWN: dict[str, Carried] = {
    **{"".join(words_of(word)): kind for kind, others in _OTHERS.items() for word in others.split()},
    **{re.sub(r"[^a-z]", "", name): rule.kind for rule in POLICY for name in rule.names},
}


def carried_by(name: str) -> Carried | None:
    """What a value under this name is: a kind, a credential, or nothing of which the name tells."""
    words = words_of(name)
    whole = "".join(words)
    if whole in _CREDENTIALS:
        return CREDENTIAL
    if whole in _KNOWN:
        return _KNOWN[whole]
    carried = _by_last_words(words)
    while carried is None and len(words) > 1 and words[-1] in _TRIMMINGS:
        words.pop()
        carried = _by_last_words(words)
    return carried or _by_last_words([*words[:-1], _singular(words[-1])] if words else [])


def _by_last_words(words: list[str]) -> Carried | None:
    for start in range(len(words)):
        kind = _KNOWN.get("".join(words[start:]))
        if kind is not None and (kind is not Kind.BUYER_ADDRESS or _NO_PERSON.isdisjoint(words)):
            return kind
    if not _PERSONS.isdisjoint(words):
        return Kind.BUYER_PROFILE if words[-1] in _PERSONS else _OF_A_PERSON.get(words[-1])
    return None


def _singular(word: str) -> str:
    return word.removesuffix("es") if word.endswith("sses") else word.removesuffix("s")
