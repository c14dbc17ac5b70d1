"""Which font sets Chinese, Japanese and Korean words: Noto Sans CJK, one file in the layer, of which a PDF takes the
letters that stand in it. The same sign is drawn otherwise in each of these languages."""

import re
from importlib.util import find_spec
from pathlib import Path

_ANY = re.compile(
    r"[\u1100-\u11ff\u2e80-\u30ff\u3100-\u318f\u31a0-\u4dbf\u4e00-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003134f]"
)
_KANA = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")
_BY_LANGUAGE = {"zh": "SC", "ja": "JP", "ko": "KR"}
_TRADITIONAL = re.compile(r"zh-(?:[a-z]+-)?(?:hant|tw|hk|mo)\b", re.IGNORECASE)
PACKAGE = "noto_cjk_sans_otc"


def family_for(words: str, locale: str) -> str | None:
    """The font's family for such words, by the language or else by what stands there; None where it is not needed."""
    if not _ANY.search(words):
        return None
    if _TRADITIONAL.match(locale):
        return "Noto Sans CJK TC"
    language = _BY_LANGUAGE.get(locale.partition("-")[0].lower())
    found = language or ("JP" if _KANA.search(words) else "KR" if _HANGUL.search(words) else "SC")
    return f"Noto Sans CJK {found}"


def folders() -> list[Path]:
    """Where the font lies."""
    found = find_spec(PACKAGE)
    return [Path(one) for one in found.submodule_search_locations or ()] if found is not None else []
