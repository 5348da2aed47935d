"""The sender's own words are parted from earlier mail and signatures, in ten languages."""

from __future__ import annotations

import pytest

from onward.mail.mime import parse

from .mails import html, mail, parts

OLD = "Dear team, here is my application."
ATTRIBUTIONS = [
    "On Mon, Jan 6, 2025 at 10:00 AM Eva Lindner <eva@home.example> wrote:",
    "On 6 Jan 2025, at 10:00, Eva Lindner <eva@home.example> wrote:",
    "On Mon, Jan 6, 2025 at 10:00 AM Eva Lindner <\neva@home.example> wrote:",
    "Am Mo., 6. Jan. 2025 um 10:00 Uhr schrieb Eva Lindner <eva@home.example>:",
    "Am 06.01.25 um 10:00 schrieb Eva Lindner:",
    "Le lun. 6 janv. 2025 à 10:00, Eva Lindner <eva@home.example> a écrit :",
    "El lun, 6 ene 2025 a las 10:00, Eva Lindner (<eva@home.example>) escribió:",
    "Il giorno lun 6 gen 2025 alle ore 10:00 Eva Lindner <eva@home.example> ha scritto:",
    "Op ma 6 jan 2025 om 10:00 schreef Eva Lindner <eva@home.example>:",
    "Em seg., 6 de jan. de 2025 às 10:00, Eva Lindner <eva@home.example> escreveu:",
    "Pada tanggal Sen, 6 Jan 2025 pukul 10.00 Eva Lindner <eva@home.example> menulis:",
    "pon., 6 sty 2025 o 10:00 Eva Lindner <eva@home.example> napisał(a):",
    "W dniu 6.01.2025 o 10:00, Eva Lindner pisze:",
    "Den mån 6 jan. 2025 kl 10:00 skrev Eva Lindner <eva@home.example>:",
]
BLOCKS = [
    "From: Eva Lindner\nSent: Monday, January 6, 2025 10:00 AM\nTo: HR\nSubject: Application",
    "Von: Eva Lindner\nGesendet: Montag, 6. Januar 2025 10:00\nAn: HR\nBetreff: Bewerbung",
    "De : Eva Lindner\nEnvoyé : lundi 6 janvier 2025 10:00\nÀ : RH\nObjet : Candidature",
    "De: Eva Lindner\nEnviado el: lunes, 6 de enero de 2025 10:00\nPara: RR. HH.\nAsunto: Candidatura",
    "Da: Eva Lindner\nInviato: lunedì 6 gennaio 2025 10:00\nA: HR\nOggetto: Candidatura",
    "Van: Eva Lindner\nVerzonden: maandag 6 januari 2025 10:00\nAan: HR\nOnderwerp: Sollicitatie",
    "De: Eva Lindner\nEnviada em: segunda-feira, 6 de janeiro de 2025 10:00\nPara: RH\nAssunto: Candidatura",
    "Dari: Eva Lindner\nDikirim: Senin, 6 Januari 2025 10.00\nKepada: HR\nSubjek: Lamaran",
    "Od: Eva Lindner\nWysłano: poniedziałek, 6 stycznia 2025 10:00\nDo: HR\nTemat: Aplikacja",
    "Från: Eva Lindner\nSkickat: den 6 januari 2025 10:00\nTill: HR\nÄmne: Ansökan",
    "*From:* Eva Lindner\n*Date:* Monday, 6 January 2025\n*To:* HR\n*Subject:* Application",
]
MARKERS = [
    "-----Original Message-----", "-----Ursprüngliche Nachricht-----", "-----Message d'origine-----",
    "-----Mensaje original-----", "-----Messaggio originale-----", "-----Oorspronkelijk bericht-----",
    "-----Mensagem original-----", "-----Pesan Asli-----", "-----Oryginalna wiadomość-----",
    "-----Ursprungligt meddelande-----",
]  # fmt: skip
FORWARDS = [
    "---------- Forwarded message ---------", "---------- Weitergeleitete Nachricht ---------",
    "---------- Message transféré ---------", "---------- Mensaje reenviado ---------",
    "---------- Messaggio inoltrato ---------", "---------- Doorgestuurd bericht ---------",
    "---------- Mensagem encaminhada ---------", "---------- Pesan terusan ---------",
    "---------- Przekazana wiadomość ---------", "---------- Vidarebefordrat meddelande ---------",
    "Begin forwarded message:", "Anfang der weitergeleiteten Nachricht:",
]  # fmt: skip


@pytest.mark.parametrize("line", ATTRIBUTIONS)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_replies_above_what_they_quote(line: str, mark: str) -> None:
    read = parse(mail("Subject: Re: Application", body=f"Thank you, Eva.\n\n{line}\n\n{mark}{OLD}\n"))
    assert read.text == "Thank you, Eva."
    assert OLD in read.quoted
    assert not read.forwarded


@pytest.mark.parametrize("block", BLOCKS)
def test_header_blocks(block: str) -> None:
    read = parse(
        mail(
            "Subject: Re: Application",
            body=f"Thank you, Eva.\n\n________________________________\n{block}\n\n{OLD}\n",
        )
    )
    assert read.text == "Thank you, Eva."
    assert read.quoted.endswith(OLD)


@pytest.mark.parametrize("marker", MARKERS)
def test_original_message_lines(marker: str) -> None:
    read = parse(mail(body=f"Thank you, Eva.\n\n{marker}\n{OLD}\n"))
    assert (read.text, read.forwarded) == ("Thank you, Eva.", False)
    assert OLD in read.quoted


@pytest.mark.parametrize("marker", FORWARDS)
def test_forwards(marker: str) -> None:
    body = f"FYI\n\n{marker}\nFrom: HR <hr@x.example>\nDate: 6 Jan 2025\nSubject: No\n\nWe are sorry.\n"
    read = parse(mail("Subject: Fwd: No", body=body))
    assert (read.text, read.forwarded) == ("FYI", True)
    assert read.quoted.endswith("We are sorry.")
    longer = parse(mail("Subject: Fwd: No", body="What do you think of this? " * 10 + body))
    assert not longer.forwarded


def test_answers_between_the_quotation_are_kept() -> None:
    body = "On 6 Jan 2025, Eva wrote:\n> When can we talk?\nOn Tuesday.\n> And where?\nIn Bern.\n"
    read = parse(mail("Subject: Re: x", body=body))
    assert read.text == "On Tuesday.\n\nIn Bern."
    assert "When can we talk?" in read.quoted


def test_an_answer_beneath_an_unmarked_quotation_is_not_lost() -> None:
    read = parse(mail("Subject: Re: x", body="On 6 Jan 2025, Eva wrote:\n\n| May I ask?\n\nYes, you may.\n"))
    assert "Yes, you may." in read.text


@pytest.mark.parametrize(
    "body",
    [
        "The interview:\nFrom: 10:00\nTo: 11:00\nSubject: Mathematics",
        "Anna wrote: you did well.\nMore below.",
        "Please note:\n-- see the list\n---\nEnd",
        "We decided on 6 January. As I wrote, it was close.",
    ],
)
def test_own_words_that_look_like_quotation(body: str) -> None:
    assert parse(mail(body=body)).text == body


def test_the_armour_of_a_signed_text_is_no_text() -> None:
    body = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWe chose somebody else.\n- -- \nAnn\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n-----END PGP SIGNATURE-----\n"
    )
    assert parse(mail(body=body)).text == "We chose somebody else."


def test_signatures() -> None:
    read = parse(mail(body="Thank you.\n\n-- \nKarla Brandt\nNordlicht GmbH\n"))
    assert (read.text, read.signature) == ("Thank you.", "Karla Brandt\nNordlicht GmbH")
    phone = parse(mail(body="Yes.\n\nSent from my iPhone\n"))
    assert (phone.text, phone.signature) == ("Yes.", "Sent from my iPhone")
    long = "Thank you.\n\n--\n" + "A line of the mail itself.\n" * 30
    assert "the mail itself" in parse(mail(body=long)).text


@pytest.mark.parametrize(
    "quoted",
    [
        '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">En cualquier idioma:<br></div>'
        '<blockquote class="gmail_quote">{old}</blockquote></div>',
        '<div class="gmail_quote">On 6 Jan 2025 Eva wrote:<blockquote type="cite">{old}</blockquote></div>',
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>X:</b> y</div><div>{old}</div>',
        '<div id="x_divRplyFwdMsg"></div><div>{old}</div>',
        '<div class="yahoo_quoted"><div>{old}</div></div>',
        '<div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Eva<br><b>Sent:</b> Mon, 6 Jan 2025'
        "<br><b>To:</b> HR<br><b>Subject:</b> x</p></div><p>{old}</p>",
        '<div class="moz-cite-prefix">Am 06.01.25 um 10:00 schrieb Eva:</div>'
        '<blockquote type="cite">{old}</blockquote>',
    ],
)
def test_quotations_in_html(quoted: str) -> None:
    read = parse(html("<p>Thank you, Eva.</p>" + quoted.format(old=OLD), "Subject: Re: x"))
    assert read.text == "Thank you, Eva."
    assert OLD in read.quoted


def test_a_gmail_signature_and_a_forward_in_html() -> None:
    signed = parse(html('<div>Thanks</div><div class="gmail_signature">Karla<br>Nordlicht</div>'))
    assert (signed.text, signed.signature) == ("Thanks", "Karla\nNordlicht")
    forward = parse(
        html(
            '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>'
            f"From: HR<br>Date: 6 Jan 2025<br>Subject: No<br></div><br><div>{OLD}</div></div>"
        )
    )
    assert (forward.text, forward.forwarded) == ("", True)
    assert OLD in forward.quoted


def test_a_mail_within_the_mail() -> None:
    inner = b"From: HR <hr@x.example>\nSubject: No\nContent-Type: text/html\n\n<p>We are sorry.</p>"
    read = parse(
        parts(("Content-Type: text/plain", "See attached."), ("Content-Type: message/rfc822", inner))
    )
    assert (read.text, read.forwarded) == ("See attached.", True)
    assert read.quoted.endswith("We are sorry.")
    assert "From: HR <hr@x.example>" in read.quoted
    assert [(one.name, one.content_type) for one in read.attachments] == [("No", "message/rfc822")]


def test_a_delivery_report_is_no_forward() -> None:
    inner = b"From: eva@home.example\nSubject: Application\n\nDear team"
    read = parse(
        parts(
            ("Content-Type: text/plain", "Undelivered."),
            ("Content-Type: message/rfc822", inner),
            kind="report",
        )
    )
    assert (read.text, read.forwarded) == ("Undelivered.", False)
