"""The roles that a byline can give a name: their keys, and the words that print them in each language."""

from functools import lru_cache

ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    "reporter": {
        "zh-CN": ("记者", "文字记者", "采访", "采写"),
        "zh-TW": ("記者", "文字記者", "採訪", "採寫"),
        "en": ("Reporter", "Staff Reporter", "Staff Writer", "Reporting", "Reported", "Report"),
    },
    "chief_reporter": {
        "zh-CN": ("首席记者",),
        "zh-TW": ("首席記者",),
        "en": ("Chief Reporter", "Chief Correspondent", "Senior Reporter", "Senior Writer"),
    },
    "trainee": {
        "zh-CN": ("见习记者", "实习记者"),
        "zh-TW": ("見習記者", "實習記者"),
        "en": ("Trainee Reporter", "Trainee", "Cub Reporter"),
    },
    "intern": {
        "zh-CN": ("实习生", "见习生"),
        "zh-TW": ("實習生", "見習生"),
        "en": ("Intern", "Editorial Intern", "Reporting Intern"),
    },
    "correspondent": {
        "zh-CN": ("通讯员", "供稿", "投稿"),
        "zh-TW": ("通訊員", "供稿", "投稿"),
        "en": ("Correspondent", "Contributor", "Contributing Writer", "Stringer"),
    },
    "special_correspondent": {
        "zh-CN": ("特派记者", "特约记者", "驻外记者", "特约通讯员", "特约撰稿人", "特约撰稿", "特派员"),
        "zh-TW": ("特派記者", "特約記者", "駐外記者", "特約通訊員", "特約撰稿人", "特約撰稿", "特派員"),
        "en": ("Special Correspondent", "Foreign Correspondent"),
    },
    "photographer": {
        "zh-CN": ("摄影", "摄", "摄影记者", "图", "图片", "拍摄"),
        "zh-TW": ("攝影", "攝", "攝影記者", "圖", "圖片", "拍攝"),
        "en": (
            *("Photographer", "Staff Photographer", "Photojournalist", "Photo", "Photos", "Photograph"),
            *("Photographs", "Photography", "Photographed", "Picture", "Pictures", "Image", "Images"),
        ),
    },
    "photo_source": {
        "zh-CN": ("供图", "提供", "图片提供", "图片来源", "提供图片", "图源"),
        "zh-TW": ("供圖", "提供", "圖片提供", "圖片來源", "提供圖片", "圖源"),
        "en": ("Photo courtesy of", "Photos courtesy of", "Courtesy of", "Photo credit", "Photo provided"),
    },
    "writer": {
        "zh-CN": ("文", "撰文", "作者", "文字", "撰稿", "撰稿人", "执笔", "著"),
        "zh-TW": ("文", "撰文", "作者", "文字", "撰稿", "撰稿人", "執筆", "著"),
        "en": (
            *("Writer", "Text", "Words", "Story", "Author", "Written", "Writing", "Contributing Author"),
            *("Columnist", "Essay", "Column"),
        ),
    },
    "text_and_photo": {
        "zh-CN": ("文/图", "图文", "文图", "摄影报道", "文·图", "文并图", "文并摄", "文并摄影"),
        "zh-TW": ("文/圖", "圖文", "文圖", "攝影報導", "攝影報道", "文·圖", "文並圖", "文並攝"),
        "en": ("Text and Photos", "Story and Photos", "Words and Pictures", "Words and Photos"),
    },
    "editor": {
        "zh-CN": ("编辑", "责编", "责任编辑", "本版编辑", "主编", "执行主编", "编审", "审校", "组稿"),
        "zh-TW": ("編輯", "責編", "責任編輯", "本版編輯", "主編", "執行主編", "編審", "審校", "組稿"),
        "en": ("Editor", "Staff Editor", "Senior Editor", "Managing Editor", "Editing", "Edited"),
    },
    "compiler": {
        "zh-CN": ("整理", "综合", "编写", "编撰", "综合整理", "采访整理", "汇编"),
        "zh-TW": ("整理", "綜合", "編寫", "編撰", "綜合整理", "採訪整理", "彙編"),
        "en": ("Compiler", "Compiled", "Collected"),
    },
    "translator": {
        "zh-CN": ("翻译", "编译", "译", "译者"),
        "zh-TW": ("翻譯", "編譯", "譯", "譯者"),
        "en": ("Translator", "Translated", "Translation"),
    },
    "illustrator": {
        "zh-CN": ("插画", "绘", "漫画", "插图", "绘图", "绘画", "配图", "作图"),
        "zh-TW": ("插畫", "繪", "漫畫", "插圖", "繪圖", "繪畫", "配圖", "作圖"),
        "en": (
            *("Illustrator", "Illustration", "Illustrations", "Illustrated", "Cartoon", "Cartoons"),
            *("Cartoonist", "Drawing", "Drawings", "Art"),
        ),
    },
    "graphics": {
        "zh-CN": ("制图", "图表", "数据可视化"),
        "zh-TW": ("製圖", "圖表", "資料視覺化"),
        "en": ("Graphics", "Graphic", "Chart", "Charts", "Map", "Maps"),
    },
    "designer": {
        "zh-CN": ("设计", "美编", "版式", "美术编辑", "版式设计", "排版", "海报"),
        "zh-TW": ("設計", "美編", "版式", "美術編輯", "版式設計", "排版", "海報"),
        "en": ("Designer", "Design", "Designed", "Layout", "Page Design"),
    },
    "commentator": {
        "zh-CN": ("评论员", "特约评论员"),
        "zh-TW": ("評論員", "特約評論員"),
        "en": ("Commentator", "Commentary", "Comment", "Opinion", "Analysis"),
    },
    "video": {
        "zh-CN": ("视频", "摄像", "剪辑", "视频剪辑", "视频拍摄"),
        "zh-TW": ("影片", "攝像", "剪輯", "影像", "視頻"),
        "en": ("Video", "Videos", "Videographer", "Filmed", "Video Editing"),
    },
    "audio": {
        "zh-CN": ("音频", "播音", "朗读", "配音", "主播"),
        "zh-TW": ("音訊", "播音", "朗讀", "配音", "主播"),
        "en": ("Audio", "Narrated", "Narration", "Narrator"),
    },
    "proofreader": {
        "zh-CN": ("校对", "校", "责校", "责任校对"),
        "zh-TW": ("校對", "校", "責校", "責任校對"),
        "en": ("Proofreader", "Proofreading", "Copy Editing", "Copy Editor", "Subeditor", "Sub-editing"),
    },
    "planner": {
        "zh-CN": ("策划", "统筹", "总策划", "监制", "出品", "审核", "总监制"),
        "zh-TW": ("策劃", "統籌", "總策劃", "監製", "出品", "審核", "總監製"),
        "en": ("Producer", "Produced", "Planning", "Coordination", "Coordinated"),
    },
    "dictated": {
        "zh-CN": ("口述", "讲述"),
        "zh-TW": ("口述", "講述"),
        "en": ("Told by",),
    },
    "interviewer": {
        "zh-CN": ("采访人", "访谈", "对话", "主持"),
        "zh-TW": ("採訪人", "訪談", "對話", "主持"),
        "en": ("Interviewer", "Interview", "Interviewed", "Interviews"),
    },
    "source": {
        "zh-CN": ("来源", "稿源", "稿件来源", "摘自", "转自", "选自", "原载", "据"),
        "zh-TW": ("來源", "稿源", "稿件來源", "摘自", "轉自", "選自", "原載", "據"),
        "en": ("Source", "Sources"),
    },
    "agency": {
        "zh-CN": (
            *("通讯社", "新华社", "中新社", "中国新闻社", "法新社", "美联社", "路透社", "路透", "塔斯社"),
            *("共同社", "德新社", "韩联社", "彭博社", "安莎社", "埃菲社", "央视新闻", "欧新社", "视觉中国"),
        ),
        "zh-TW": (
            *("通訊社", "中央社", "新華社", "中新社", "中國新聞社", "法新社", "美聯社", "路透社"),
            *("塔斯社", "共同社", "德新社", "韓聯社", "彭博社", "安莎社", "埃菲社", "歐新社", "視覺中國"),
        ),
        "en": (
            *("Agency", "AP", "The Associated Press", "Associated Press", "AFP", "Agence France-Presse"),
            *("Reuters", "Xinhua", "Xinhua News Agency", "Kyodo", "Kyodo News", "Yonhap", "TASS", "ANSA"),
            *("EFE", "DPA", "Bloomberg", "Bloomberg News", "PA", "Press Association", "UPI", "CNA", "CNS"),
            *("China News Service", "Getty Images", "EPA", "PTI", "ANI", "IANS", "Agencies", "VCG"),
        ),
    },
}
"""Role key -> language -> the words that print it; the first is the label."""

POSTS = frozenset({"reporter", "chief_reporter", "trainee", "intern", "correspondent", "special_correspondent"})
"""Roles that say what somebody is at the paper; the others say what they did for this story."""

_SIMPLIFIED = str.maketrans(
    "報導臺網雜誌戶頻聞編輯體見習實約攝視級資職獨聯財經時數據園學駐書記縣長會館處鎮鄉員醫師詩專評論農"
    "藝講總協團驗黨圖傳織訪組課題電訊採寫發繪製畫譯與單係為簡綜連劃籌監審彙執筆插責對錄讀務廠衛護續線"
    "頓華馬羅邊萬溫買遼龍蘇東廣雲陝肅灣內寧瀋陽爾濱濟鄭漢貴薩蘭銀烏魯齊門島廈慶義蓮",
    "报导台网杂志户频闻编辑体见习实约摄视级资职独联财经时数据园学驻书记县长会馆处镇乡员医师诗专评论农"
    "艺讲总协团验党图传织访组课题电讯采写发绘制画译与单系为简综连划筹监审汇执笔插责对录读务厂卫护续线"
    "顿华马罗边万温买辽龙苏东广云陕肃湾内宁沈阳尔滨济郑汉贵萨兰银乌鲁齐门岛厦庆义莲",
)
_POST_ENDS = "者员生人"
"""How the words for a post end; 采写 and 供稿 give the same roles, and are deeds."""


def is_post(word: str) -> bool:
    """Tell whether a plainly written role word says what somebody is at the paper, not what they did."""
    return CHINESE[word] in POSTS and word[-1] in _POST_ENDS


def plainly(text: str) -> str:
    """Return the text, of the same length, with the characters of our words in simplified form."""
    return text.translate(_SIMPLIFIED)


CHINESE = {plainly(word): key for key, words in ROLES.items() for word in (*words["zh-TW"], *words["zh-CN"])}
"""Printed word, plainly written -> role key."""

ENGLISH = {word.lower(): key for key, words in ROLES.items() for word in words["en"]}
"""Printed word in lower case -> role key."""


def latin_role(words: str) -> str | None:
    """Return the key of the role that the words print (Staff Reporter, Photos by), or None; "" for a bare By."""
    phrase = " ".join(words.lower().split()).rstrip(":")
    if phrase in ENGLISH:
        return ENGLISH[phrase]
    if phrase == "by":
        return ""
    return ENGLISH.get(phrase[:-3]) if phrase.endswith(" by") else None


@lru_cache(maxsize=1024)
def role_label(role: str, language: str) -> str:
    """Return the name of a role in a language (BCP 47); a role that is no key is printed as it stands."""
    words = ROLES.get(role)
    if words is None:
        return role
    tag = language.lower()
    if tag == "zh" or tag.startswith("zh-"):
        traditional = any(part in ("tw", "hk", "mo", "hant") for part in tag.split("-"))
        return words["zh-TW" if traditional else "zh-CN"][0]
    return words["en"][0]
