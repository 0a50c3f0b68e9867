"""Small gazettes of invented cities, for tests of what happens to files."""

from __future__ import annotations

from pathlib import Path

NOTICE = """{city}人民政府办公室关于做好防汛物资储备工作的通知

{short}政办发〔2021〕{number}号

各县（市、区）人民政府，市直各有关单位：

现就防汛物资储备通知如下。

一、备足物资。市水利局要在5月底前备齐编织袋{sacks}条。（责任单位：市水利局、市应急局）

二、加强值守。由市应急局会同市气象局发布预警。

{city}人民政府办公室

2021年4月2日
"""


def notice(number: int = 1, sacks: int = 30000, city: str = "云岭市") -> str:
    """A gazette of one notice."""
    return NOTICE.format(number=number, sacks=sacks, city=city, short=city[:1])


def folder(at: Path, **texts: str) -> Path:
    """A folder of gazettes: `march="…"` becomes march.txt."""
    at.mkdir(parents=True, exist_ok=True)
    for stem, text in texts.items():
        (at / f"{stem}.txt").write_text(text, encoding="utf-8")
    return at
