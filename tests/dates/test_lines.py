import pytest

from newsclean.dates import is_date_line


@pytest.mark.parametrize(
    "line",
    [
        "2025/07/01 17:36", "Monday, 30 June 2025, 19:53", "30 June", "June 2025", "19:53",
        "01/07/2025", "Published: 1 July 2025 | Updated: 2 July 2025, 8:00 a.m.", "3 hours ago",
        "Updated 3 hours ago", "Yesterday at 17:36", "2025-07-01T17:36:00Z",
        "July 1st, 2025 at 5:36 p.m. EDT", "Stand: 01.07.2025, 17:36 Uhr",
        "Vor 3 Stunden aktualisiert",
        "Publié le 1er juillet 2025 à 17h36 - Mis à jour le 2 juillet 2025 à 10h00",
        "Опубликовано: 30 июня 2025, 19:53", "понеділок, 30 червня 2025, 19:53",
        "2025年7月1日(火) 10:00 更新", "最終更新日時：2025年7月1日 10時00分",
        "입력 2025.07.01 17:36 수정 2025.07.02 18:00", "الثلاثاء 1 يوليو 2025 - 17:36",
        "1 tháng 7, 2025", "Güncelleme: 01.07.2025 - 10:00", "1.7.2025 klo 17.36",
        "  30 June 2025  ",
        "1 กรกฎาคม 2568 17:36 น.", "Son Güncelleme : 11.04.2020 - 16:15",
    ],
)  # fmt: skip
def test_date_line(line):
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "", "May", "Monday", "Published", "2024", "12", "3-2", "12.50", "5 min", "5 min read",
        "24h",
        "12 comments", "On 30 June 2025 the bridge reopened", "By Ann Lee, 30 June 2025",
        "Breaking: 30 June 2025", "1984", "2, 3, 4", "Today", "Psalm 12:30", "Price 12.50",
        "+49 30 1234",
        "30 June 2025 " * 20,
    ],
)  # fmt: skip
def test_other_line(line):
    assert not is_date_line(line)
