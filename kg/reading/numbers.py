"""Document numbers (文号) in the shapes that Chinese offices print, as they stand in folded words without gaps."""

from __future__ import annotations

import re

_YEAR = r"[〔（][12]\d{3}[〕）]"  # every bracket kind folds to one of these, and a pair may be mixed
# e.g. 云政办发〔2021〕11号, 云价费〔2008〕字361号, 〔2016〕第44号
NUMBER = (
    rf"(?:(?!根据|按照|依据|参照|经|按)[\u4e00-\u9fff]{{1,14}}(?:{_YEAR}|〔[12]\d{{3}}）)|〔[12]\d{{3}}〕)"
    r"[字第]{0,2}\d{1,4}号"
)
_ORDINAL = r"第[\d一二三四五六七八九十百〇零]{1,6}号"
# e.g. 云岭市财政局公告2021年第9号, 云岭市人民政府令第12号
_SERIAL = rf"[\u4e00-\u9fff、]{{0,40}}(?:公告|通告|令)(?:〔?[12]\d{{3}}〕?年?)?（?{_ORDINAL}）?"
NUMBER_LINE = re.compile(rf"^（?({NUMBER}|{_SERIAL})）?$")
# under a line that ends in 令, 公告 or 通告: 第12号, 2021年第2号, （第6号）
ORDINAL_LINE = re.compile(rf"^（?((?:[12]\d{{3}}年)?{_ORDINAL})）?$")
ORDERS = re.compile(r"(?:令|公告|通告)$")
# at the head or the end of a title: 云政发〔2021〕3号-云岭市…的通知, …的通知（云政发〔2021〕3号）
LEADING = re.compile(rf"^(?P<number>{NUMBER})[-—－:： ]*(?=.*(?:关于|印发))")
TRAILING = re.compile(rf"（(?P<number>{NUMBER})）$")


def is_number(words: str, above: str = "") -> bool:
    """Whether a line is a document number; `above` are the words of the line over it.

    >>> is_number("云政发〔2021〕3号"), is_number("第12号", "云岭市人民政府令"), is_number("第12号")
    (True, True, False)
    """
    if "号" not in words[-2:] or above.rfind("（") > above.rfind("）"):
        return False  # the end of a citation, broken in the middle: …（云政发 / 〔2021〕3号）
    return bool(NUMBER_LINE.match(words) or (ORDINAL_LINE.match(words) and ORDERS.search(above)))
