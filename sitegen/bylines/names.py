"""What looks like a name: Chinese by surname and length, others by their letters."""

import re

from sitegen.bylines.roles import plainly

HAN = "々〇〡-〩㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U0003fffd"
"""Han characters for a character class, 〇 (used in names) with them."""

DOTS = "·•・‧∙⋅"
"""What stands between the parts of a name put into Chinese characters."""

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙"
    "池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向"
    "古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢"
    "关蒯相查后荆红游竺权逯盖益桓公覃佟阳苟代谌邸仝闫肖付涂岳苑尧晋楚税修佘库德海但么银展原钱锁揭麦撒旷粟腾漆邝邬镡"
    "趙錢孫馮陳褚衛蔣韓楊許呂張嚴華陶謝鄒竇雲蘇潘魯韋馬鳳鮑費賀湯羅畢鄔樂時傅齊顧黃蕭湛臧計談龐紀項閔賈婁顏鍾駱樊淩萬"
    "盧經繆應鄧單諸龔陸榮翁豐儲靳鄭車寧厲劉葉龍郟黎蓟懷從賴藺喬陰雙聞黨貢勞逄鄺譚邊農溫莊閻連習魚終滿國廣歐師鞏聶簡饒"
    "養須關紅遊權蓋陽謹許鐘裡烏葛範麥齊賁園圓"
)
"""First characters of surnames, of one or two characters, in both scripts; after the Hundred Family Surnames."""

COMPOUND = frozenset(
    re.findall(
        r"\w+",
        "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 司徒 令狐 宇文 "
        "长孙 長孫 夏侯 端木 百里 呼延 南宫 南宮 独孤 獨孤 西门 西門 轩辕 軒轅 闻人 聞人 东郭 東郭 "
        "澹台 澹臺 万俟 公羊 赫连 赫連 完颜 完顏 纳兰 納蘭 拓跋 第五 太史 申屠 淳于 单于 單于 宗政 "
        "濮阳 濮陽 钟离 鍾離 鲜于 鮮于 闾丘 閭丘 仲孙 仲孫 亓官 司寇 叶赫 葉赫 爱新 愛新",
    )
)
"""Surnames of two characters."""

_PHONETIC = frozenset("阿艾买努热吐依帕玛哈木扎次索旦尼才洛桑格多德普卓达巴仁丹加朝乌斯其额图特布敖萨娜古迪祖伊塔麦亚")
"""How names of Uyghur, Tibetan, Mongol and other people often begin when they stand in Chinese characters."""

_NEVER = re.compile("[的了们这吗呢把被吧啦请您們這嗎請]|[报報][道导導讯訊]|[编編][者辑輯]|[记記]者|会议|通知|日电|关于")
_PLACES = frozenset(
    re.findall(
        r"\w+",
        "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
        "广东 广西 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 西藏 宁夏 新疆 香港 澳门 石家庄 "
        "太原 沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 南宁 海口 成都 贵阳 "
        "昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐 呼和浩特 深圳 青岛 大连 厦门 宁波 苏州 台北 新北 桃园 "
        "新竹 苗栗 台中 台南 台东 彰化 南投 云林 嘉义 高雄 屏东 宜兰 花莲 基隆 华盛顿 莫斯科 马尼拉 "
        "马德里 柏林 罗马 金边 万象 温哥华 孟买 平壤 连线",
    )
)
"""Where reports come from most, those foremost that begin like a Chinese name (成都, 高雄, 罗马)."""

_HAN_ONLY = re.compile(f"[{HAN}]+")
_DOTTED = re.compile(rf"[^\W\d_.]+(?:[{DOTS}．.]\s?[^\W\d_.]+)+")
_WIDE = re.compile(f"[{HAN}\u3040-\u30ff\uac00-\ud7af]")
_PARTICLES = frozenset(
    re.findall(
        r"\w+", "de da do dos das du del della des di la le van von der den ter ten zu zur bin ibn al el st y e af av"
    )
)
_CAPITAL = re.compile(r"(?:[a-z]{1,3}['’-])?[^\W\d_a-z][^\W\d_]*(?:['’.-]+[^\W\d_]+)*\.?")


def has_wide_script(text: str) -> bool:
    """Tell whether the text has Han characters, kana or hangul."""
    return _WIDE.search(text) is not None


def is_surname(word: str) -> bool:
    """Tell whether the word begins with a known Chinese surname."""
    return word[0] in SURNAMES or word[:2] in COMPOUND


def is_sure_name(word: str) -> bool:
    """Tell whether the word is a Chinese name by its surname, or a name written with middle dots."""
    if _HAN_ONLY.fullmatch(word):
        longest = 4 if word[:2] in COMPOUND or word[1:2] in SURNAMES else 3
        return 2 <= len(word) <= longest and is_surname(word) and not _NEVER.search(word)
    return is_dotted(word)


def is_dotted(word: str) -> bool:
    """Tell whether the word is a name whose parts are joined by middle dots (阿卜杜拉·买买提)."""
    return len(word) <= 30 and _DOTTED.fullmatch(word) is not None and not _NEVER.search(word)


def is_place(word: str) -> bool:
    """Tell whether the word is a province or one of the cities that reports come from most."""
    plain = plainly(word)
    return plain in _PLACES or (len(plain) > 2 and plain[-1] in "省市县" and plain[:-1] in _PLACES)


def is_name(word: str, *, after_role: bool) -> bool:
    """Tell whether the word can be a name; after a role more can, since a name is due there."""
    if _NEVER.search(word):
        return False
    if is_sure_name(word):
        return True
    if _HAN_ONLY.fullmatch(word):
        if after_role:
            return 2 <= len(word) <= 6
        return 2 <= len(word) <= 3 or (len(word) <= 6 and word[0] in _PHONETIC)
    if has_wide_script(word):
        return 2 <= len(word) <= 12 and word[0].isalpha()
    return is_latin_name(word)


def is_latin_name(words: str) -> bool:
    """Tell whether the words are a name in Latin (or Cyrillic ...) letters: capitals, but for van, de and the like."""
    parts = words.split()
    if not 1 <= len(parts) <= 6 or len(words) > 60:
        return False
    return parts[-1].lower() not in _PARTICLES and all(
        part.lower() in _PARTICLES or _CAPITAL.fullmatch(part) for part in parts
    )
