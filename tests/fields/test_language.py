import pytest

from newsclean.body.candidate import Candidate
from newsclean.fields.language import choose_language
from newsclean.fields.proposal import Choice, Proposal
from newsclean.fields.scripts import main_script, script_counts
from newsclean.fields.tell_language import tell_language
from newsclean.page.read import read_page

# one made-up story, told in each language
STORIES = {
    "en": "The bridge was closed for two years, and the people of the town had to take the ferry.",
    "de": "Die Brücke war zwei Jahre lang gesperrt, und die Leute aus der Stadt mussten mit der "
    "Fähre fahren, weil es keinen anderen Weg gab.",
    "fr": "Le pont était fermé depuis deux ans et les habitants de la ville devaient prendre le "
    "bac pour aller au travail, ce qui leur a coûté une heure.",
    "es": "El puente estuvo cerrado durante dos años y los vecinos de la ciudad tenían que tomar "
    "el transbordador para ir al trabajo.",
    "it": "Il ponte è rimasto chiuso per due anni e gli abitanti della città hanno dovuto prendere "
    "il traghetto, che non sempre era in orario.",
    "pt": "A ponte ficou fechada por dois anos e os moradores da cidade tinham que tomar a balsa "
    "para ir ao trabalho, o que não era fácil.",
    "nl": "De brug was twee jaar dicht en de mensen uit de stad moesten met de veerboot naar hun "
    "werk, omdat er geen andere weg was.",
    "pl": "Most był zamknięty przez dwa lata i mieszkańcy miasta musieli jeździć do pracy promem, "
    "bo nie było innej drogi, jak się okazało.",
    "tr": "Köprü iki yıl boyunca kapalı kaldı ve kasaba halkı işe gitmek için daha çok feribot "
    "kullandı, ancak bu her zaman kolay olmadı.",
    "ru": "Мост был закрыт два года, и жители города ездили на работу на пароме, потому что другой "
    "дороги не было.",
    "uk": "Міст був закритий два роки, і мешканці міста їздили на роботу поромом, бо іншої дороги "
    "не було, а це було не так легко.",
    "bg": "Мостът беше затворен две години и жителите на града трябваше да се возят с ферибот, "
    "защото не са имали друг път до работа.",
    "ar": "كان الجسر مغلقا منذ عامين في المدينة وقد قال السكان إن ذلك كان صعبا على كل من يذهب ",
    "fa": "این پل دو سال بسته بود و مردم شهر برای رفتن به کار باید با قایق می رفتند که آسان نبود",
    "he": "הגשר היה סגור במשך שנתיים ותושבי העיר נאלצו לנסוע במעבורת לעבודה.",
    "hi": "पुल दो साल से बंद था और शहर के लोगों को काम पर जाने के लिए नाव से जाना पड़ता था जो आसान नहीं था।",
    "ja": "橋は二年間閉鎖され、町の人々はフェリーで通勤しなければならなかった。",
    "zh": "大桥关闭两年，城里的居民不得不乘坐渡轮上班，因为没有别的路可走。",
    "ko": "다리는 2년 동안 폐쇄되었고 마을 사람들은 배를 타고 출근해야 했다.",
    "th": "สะพานปิดเป็นเวลาสองปี และชาวเมืองต้องนั่งเรือข้ามฟากไปทำงาน",
    "el": "Η γέφυρα ήταν κλειστή για δύο χρόνια και οι κάτοικοι έπαιρναν το πλοίο.",
    "ka": "ხიდი ორი წლის განმავლობაში დაკეტილი იყო.",
}
NAMES = "Lenn Ulla Brandt Kestrel Mirador Oslo Tivoli Aarhus"


def body(text: str) -> Candidate:
    return Candidate(paragraphs=(text,))


def choose(
    text: str, head: str = "", lang: str = "", candidates: tuple[Candidate, ...] = ()
) -> Choice:
    page = read_page(f"<html lang='{lang}'><head>{head}</head><p>{text}</p></html>", kind="html")
    return choose_language(page, candidates, body(text))


def chosen(text: str, lang: str = "") -> str | None:
    best = choose(text, lang=lang).best
    return str(best.value) if best else None


@pytest.mark.parametrize(("code", "text"), STORIES.items())
def test_captured_text(code: str, text: str) -> None:
    choice = choose_language(read_page(text, kind="text"), [], body(text))
    assert choice.best is not None
    assert (choice.best.value, choice.best.source) == (code, "text")


@pytest.mark.parametrize(("code", "text"), STORIES.items())
def test_a_declaration_that_the_text_bears_out(code: str, text: str) -> None:
    best = choose(text, lang=f"{code}-XX").best
    assert best == Proposal(code, "structured", "html lang")


def test_a_declaration_that_the_text_refutes() -> None:
    assert chosen(STORIES["de"] * 3, lang="en") == "de"
    assert chosen(STORIES["uk"], lang="en") == "uk"
    assert chosen(STORIES["ja"], lang="en-US") == "ja"
    rejected = choose(STORIES["de"] * 3, lang="en").rejected
    assert rejected == (Proposal("en", "structured", "html lang"),)


def test_the_second_declaration_may_be_the_right_one() -> None:
    choice = choose(
        STORIES["fr"] * 3, lang="en", head='<meta property="og:locale" content="fr_FR">'
    )
    assert choice.best == Proposal("fr", "structured", "og:locale")


def test_a_short_text_does_not_refute_its_page() -> None:
    assert chosen("Das ist ein kurzer Satz und nicht mehr.", lang="en") == "en"


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        (
            "no",
            "Broen var stengt i to år, og folk i byen måtte ta ferja til jobben, sier de der.",
        ),
        ("da", "Broen var lukket i to år, og folk i byen skulle tage færgen på arbejde, siger de."),
        (
            "sr",
            "Most je bio zatvoren dve godine a ljudi su na posao išli trajektom, jer puta nije.",
        ),
        (
            "id",
            "Jembatan itu ditutup dua tahun dan warga kota harus naik feri untuk pergi bekerja.",
        ),
    ],
)
def test_between_close_kin_the_declaration_decides(declared: str, text: str) -> None:
    assert chosen(text * 3, lang=declared) == declared


@pytest.mark.parametrize("text", ["", "Lenn.", "12:30, 14.5.", "— ***"])
def test_too_little_to_tell(text: str) -> None:
    assert choose(text) == Choice("language")
    assert tell_language(text).code is None


def test_a_list_of_names_and_filler_have_no_language() -> None:
    filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor. "
    assert tell_language(filler * 5).code is None


def test_unknown_codes_are_no_declaration() -> None:
    assert chosen(STORIES["en"], lang="xx") == "en"
    assert choose("Lenn", lang="c").best is None


def test_the_profile_decides() -> None:
    profile = Candidate(fields={"language": "uk"}, extractor="profile")
    choice = choose(STORIES["ru"] * 3, lang="ru", candidates=(profile,))
    assert choice.best == Proposal("uk", "profile")


def test_a_label_of_the_capture_counts_as_declared() -> None:
    page = read_page("language: fr\n\nParis.", kind="text")
    assert choose_language(page, [], body("Paris.")).best == Proposal("fr", "label")


def test_without_a_body_the_longest_lines_speak() -> None:
    page = read_page(f"Menu\nHome\n{STORIES['es']}\nSport", kind="text")
    best = choose_language(page, [], None).best
    assert best is not None
    assert best.value == "es"


def test_foreign_names_do_not_change_the_script() -> None:
    text = STORIES["ja"] + " WebAssembly Rust " * 2
    assert main_script(script_counts(text)) == "HIRAGANA"
    assert main_script(script_counts(STORIES["en"] + " Київ ")) == "LATIN"
    assert main_script(script_counts("")) == "LATIN"
