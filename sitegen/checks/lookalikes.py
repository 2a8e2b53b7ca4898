"""Characters that look like others: where they come from, and what was meant.

Letters and kana from Unicode's confusables.txt 13.0 (UTS #39), radicals from its EquivalentUnifiedIdeograph.txt 15.0,
both under the Unicode licence; cut to what turns up in newspapers. Greek small letters that science puts beside Latin
ones (α, γ, ν, ρ) are left out. What NFKC maps to one Han character needs no table.
"""

import unicodedata

LETTERS = dict(
    zip(
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϹϺϲϳЅІЈАВЕКМНОРСТУХаеорсухѕіјҮһҽӀӏԁԌԛԜԝ",
        "ABEZHIKMNOPTYXoCMcjSIJABEKMHOPCTYXaeopcyxsijYhelIdGqWw",
        strict=True,
    )
)
"""Greek and Cyrillic letters with the Latin ones that they look like."""

KANA = dict(zip("ニハカトロタエー", "二八力卜口夕工一", strict=True))
"""Kana that a scanned Chinese page is full of, with the Han characters that stood there."""

ZEROS = frozenset("○◯OoОοΟ")
"""What stands for 〇 in a year written in Han numerals: 二○二六."""

RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
        "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
        "聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)
"""Radicals of their own that NFKC leaves alone, with the Han characters that they stand for."""


def unified(char: str) -> str:
    """Return the Han character that a radical or a compatibility character stands for, or the character itself."""
    return RADICALS.get(char) or unicodedata.normalize("NFKC", char)
