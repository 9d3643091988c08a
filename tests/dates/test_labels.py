import pytest

from newsclean.dates import date_label, find_dates, label_dates

PUBLISHED = [
    "Published: ", "Published on ", "First published ", "Posted by Ann Lee on ", "Created ",
    "Veröffentlicht am ", "Erschienen: ", "Erstellt am ", "Publié le ", "Mis en ligne le ",
    "Publicado el ", "Fecha de publicación: ", "Publicado em ", "Pubblicato il ",
    "Gepubliceerd op ",
    "Опубликовано: ", "Дата публикации: ", "Опубліковано ", "Opublikowano: ", "Data publikacji: ",
    "Publikováno ", "Objavljeno: ", "Publicat ", "Közzétéve: ", "Δημοσίευση: ", "Yayınlanma: ",
    "Publicerad ", "Publisert ", "Offentliggjort ", "Julkaistu ", "公開日：", "掲載日 ",
    "发布时间：", "發布時間 ", "입력 ", "기사입력 : ",
    "تاريخ النشر: ", "تاریخ انتشار: ", "פורסם: ", "प्रकाशित: ",
    "เผยแพร่เมื่อ ", "Ngày đăng: ", "Diterbitkan ",
]  # fmt: skip
MODIFIED = [
    "Updated: ", "Last updated on ", "Last modified: ", "UPDATED ", "Aktualisiert am ",
    "Zuletzt aktualisiert: ", "Stand: ", "Letzte Änderung: ", "Mis à jour le ", "Modifié le ",
    "Actualizado el ", "Última actualización: ", "Atualizado em ", "Aggiornato il ",
    "Bijgewerkt op ",
    "Обновлено: ", "Изменено ", "Оновлено: ", "Aktualizacja: ", "Aktualizováno ", "Ažurirano: ",
    "Ultima actualizare: ", "Frissítve: ", "Τελευταία ενημέρωση: ", "Güncelleme Tarihi: ",
    "Senast uppdaterad ", "Sist oppdatert ", "Sidst opdateret ", "Päivitetty ", "最終更新：",
    "更新日時 ", "更新时间：", "최종수정 ", "수정 : ", "آخر تحديث: ", "به‌روزرسانی: ", "עודכן: ",
    "अपडेटेड: ", "อัปเดตล่าสุด ", "Cập nhật lúc ", "Diperbarui ",
]  # fmt: skip


@pytest.mark.parametrize("text", PUBLISHED)
def test_published(text):
    assert date_label(text) == "published"


@pytest.mark.parametrize("text", MODIFIED)
def test_modified(text):
    assert date_label(text) == "modified"


@pytest.mark.parametrize(
    "text",
    ["", "On ", "By Ann Lee, ", "The report was published in 2019. It ", "| ", "12:30 ", "Date: "],
)
def test_neither(text):
    assert date_label(text) is None


def test_the_nearest_label_counts():
    assert date_label("Published 1 July, updated ") == "modified"


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("Published 1 July 2025, updated 2 July 2025", ("published", "modified")),
        ("1 July 2025 (updated 2 July 2025)", (None, "modified")),
        ("입력 2025.07.01 17:36 수정 2025.07.02 18:00", ("published", "modified")),
        ("2025年7月1日 10:00 公開 2025年7月2日 11:00 更新", ("published", "modified")),
        ("2025年7月1日 更新", ("modified",)),
        ("Aktualisiert: 02.07.2025, veröffentlicht: 01.07.2025", ("modified", "published")),
        ("Monday, 30 June 2025", (None,)),
        ("no date", ()),
    ],
)
def test_labels_of_a_line(line, labels):
    assert label_dates(line, find_dates(line)) == labels
