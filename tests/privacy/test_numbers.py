"""Phones, papers, cards and plates in every spelling; sums, years and numbers of papers stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain.plain import fold, key_of
from mintobrief.privacy.masker import Masker

DIGITS = {
    "ascii": "0123456789",
    "wide": "０１２３４５６７８９",
    "chinese": "零幺二三四五六七八九",
    "round": "〇一二三四五六七八九",
    "capital": "零壹贰叁肆伍陆柒捌玖",
}
ZERO_WIDTH = "\u200b"


def mask(text: str) -> str:
    return Masker().mask(text)


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("幺三八一二三四五六七八", "138****5678"),
        ("电话是幺三八，一二三四，五六七八。", "电话是138****5678。"),
        ("１３８－１２３４－５６７８", "138****5678"),
        ("1 3 8 1 2 3 4 5 6 7 8", "138****5678"),
        ("138 1234\n5678", "138****5678"),
        ("138.1234.5678", "138****5678"),
        ("138−1234−5678", "138****5678"),
        ("139 8888 88 88", "139****8888"),
        ("一三八，呃，一二三四，五六七八", "138****5678"),
        ("138四个0一二三四", "138****1234"),
        ("+86-138-1234-5678", "138****5678"),
        ("（0512）6555 1234", "0512-****1234"),
        ("0512/65551234", "0512-****1234"),
        ("座机6555-1234", "座机****1234"),
        ("13812345678或13912345678", "138****5678或139****5678"),
        ("张三6217 0012 1000 0123 456", "张三（卡号略）"),
        ("三二零五零一一九九零零一零一一二三叉", "（证件号码略）"),
        ("320501 19900101 123x", "（证件号码略）"),
        ("身份证320501900101123", "身份证（证件号码略）"),
        ("账号1102 0212 0900 1234 567", "账号（卡号略）"),
        ("护照E12345678", "护照（证件号码略）"),
        ("苏E幺二三四五", "苏E·***45"),
        ("苏E·12345QQ群里有照片", "苏E·***5QQ群里有照片"),
        ("苏 ｅ １ ２ ３ ４ ５", "苏E·***45"),
        ("沪A·D12345", "沪A·***45"),
        ("车牌E12345", "车牌（车牌略）"),
        ("微信号wang_138x", "微信号（微信号略）"),
        ("加微wang_138x", "加微（微信号略）"),
        ("卡号4367，4220，1234，5678", "卡号（卡号略）"),
        ("wang@163.com", "（邮箱略）"),
    ],
)
def test_a_number_is_found_however_it_is_spelt(words: str, masked: str) -> None:
    assert mask(words) == masked


@pytest.mark.parametrize(
    "words",
    [
        "12345热线、110、119、95598",
        "400-820-8820，24小时热线400-1234-567",
        "筹集1200000元",
        "共1,300,000,000元",
        "13800000000元",
        "账户余额12345678.90元",
        "2026年3月20日 14:00-16:00",
        "二零二六年三月十五日",
        "20260315-20260420",
        "2023、2024、2025、2026年度",
        "二〇二三、二〇二四、二〇二五、二〇二六年",
        "年度 2023 2024 2025 2026 2027",
        "月租1200、1350、1400、1500，合计",
        "1101、1102、1103、1104号车位",
        "合同编号20260315001234",
        "电梯注册代码：3110 3205 0520 1208 0001",
        "统一社会信用代码913205050578901234",
        "苏建规〔2024〕12号，案号(2023)苏0505民初12345号",
        "民法典第278条，第二百七十八条",
        "1、2、3、4、5、6、7、8、9、10、11号楼",
        "13、14、15、16、17、8",
        "更新B12345型设备、V2023版",
        "新A座大厅",
        "第12期（总第36期）",
    ],
)
def test_what_is_nobodys_number_stays(words: str) -> None:
    assert mask(words) == words


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(sorted(DIGITS)),
    st.sampled_from(["", " ", "-", "－", ZERO_WIDTH, "\n"]),
    st.sampled_from(["请打", "", "电话：", "（"]),
)
def test_no_spelling_of_a_phone_survives(phone: str, kind: str, apart: str, before: str) -> None:
    """Its first three figures and its last four are all that is left."""
    spelt = phone.translate(str.maketrans(DIGITS["ascii"], DIGITS[kind]))
    said = apart.join((spelt[:3], spelt[3:7], spelt[7:]))
    masked = mask(f"{before}{said}。")
    assert masked == f"{before}{phone[:3]}****{phone[7:]}。".replace("（1", "1")


@given(st.text(alphabet="0123456789一二三幺零 -，、栋室单元号苏E元业主电话", max_size=40))
def test_a_mask_is_at_rest(text: str) -> None:
    """Masked once more nothing changes, and nothing is left to hide."""
    masked = mask(text)
    assert mask(masked) == masked
    assert Masker().hits(masked) == ()


@given(st.text(max_size=30))
def test_folded_words_lead_back_to_where_they_stand(text: str) -> None:
    plain = fold(text)
    assert len(plain.text) == len(plain.starts) == len(plain.ends) == len(plain.spoken)
    assert all(0 <= a < b <= len(text) for a, b in zip(plain.starts, plain.ends, strict=True))


def test_all_spellings_have_one_key() -> None:
    said = ("13812345678", "138 1234-5678", "幺三八一二三四五六七八", "１３８１２３４５６７８")
    assert len({key_of(words) for words in said}) == 1


def test_a_long_line_of_numbers_takes_no_time() -> None:
    """Whoever hands it in."""
    line = " ".join(str(n % 97) for n in range(20_000))
    assert len(mask(line)) > 0
