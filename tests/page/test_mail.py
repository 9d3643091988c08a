from email.message import EmailMessage

import newsclean
from newsclean.page.mail import is_mail
from newsclean.page.read import read_page

STORY = [
    "The lighthouse on Gannet Point was lit again on Tuesday evening after nine dark years, and "
    "the keeper’s granddaughter, who is eighty, turned the switch with both hands.",
    "The lamp had been taken ashore when the foundations began to slip, and for a long time nobody "
    "knew who should pay for a new wall. A brewer from the next valley paid in the end.",
]


def message(*, html: bool) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Orm Post <letter@orm.example>", "reader@post.example"
    mail["Subject"] = "Fwd: Lighthouse on Gannet Point – lit again"
    mail["Date"] = "Mon, 16 Jun 2025 08:30:00 +0100"
    mail.set_content("\n\n".join(STORY), cte="quoted-printable")
    if html:
        mail.add_alternative(
            "".join(f"<p>{text}</p>" for text in STORY), subtype="html", cte="base64"
        )
    return mail


def test_a_message_in_plain_text() -> None:
    page = read_page(message(html=False).as_bytes())
    assert (page.kind, [b.text for b in page.blocks]) == ("text", STORY)
    article = newsclean.extract(message(html=False).as_bytes())
    assert article.title == "Lighthouse on Gannet Point – lit again"
    assert str(article.date) == "2025-06-16"


def test_a_message_with_a_part_in_html() -> None:
    page = read_page(message(html=True).as_bytes())
    assert (page.kind, [b.text for b in page.blocks]) == ("html", STORY)
    assert page.metadata.meta["og:title"] == ("Lighthouse on Gannet Point – lit again",)


def test_quoted_text() -> None:
    quoted = "\n>\n".join("> " + text.replace(", ", ",\n> ") for text in STORY * 2)
    assert all(">" not in b.text for b in read_page("Ann wrote:\n" + quoted).blocks)


def test_a_story_that_begins_with_labels_is_no_message() -> None:
    assert not is_mail("Title: Rain\nDate: 2025-07-01\nAuthor: Ida Marsh\n\nIt rains.")
    assert not is_mail("From: the harbour\nIt rains, says Ida.\nTo: the hills")
