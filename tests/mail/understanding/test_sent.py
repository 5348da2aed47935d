"""What the person's own mail is."""

import pytest

from onward.mail.understanding import sent_mail
from onward.mail.understanding.sent import addressee, sent_kind


@pytest.mark.parametrize(
    ("subject", "text", "attachments", "to", "kind"),
    [
        ("Application for Data Analyst", "Please find my CV attached.", ["cv.pdf"], ["hr@fernhill.example"], "application"),
        ("Bewerbung als Projektleiter", "anbei mein Lebenslauf", ["Marlow.pdf"], ["ud@birkenau.example"], "application"),
        ("Candidature", "Je vous adresse ma candidature.", ["CV Marlow.pdf"], ["rh@clairval.example"], "application"),
        ("Re: Category Analyst", "Yes, gladly. My CV is attached.", ["CV.pdf"], ["p@agency.example"], "application"),
        ("Re: Your interview", "Tuesday works well.", [], ["lene@nordlicht.example"], "reply"),
        ("Re: Your offer", "I am very happy to accept your offer.", [], ["lene@nordlicht.example"], "acceptance"),
        ("Re: Your offer", "After some thought I have to decline.", [], ["lene@nordlicht.example"], "decline"),
        ("Re: Angebot", "Ich muss leider absagen.", [], ["lene@nordlicht.example"], "decline"),
        ("My application", "I would like to withdraw my application.", [], ["jobs@fernhill.example"], "withdrawal"),
        ("Re: Gespräch", "Ich möchte meine Bewerbung zurückziehen.", [], ["jobs@fernhill.example"], "withdrawal"),
        ("Bewerbung als Datenanalyst", "hiermit bewerbe ich mich bei Ihnen.", [], ["bewerbung@brandgans.example"], "application"),
        ("Planner", "I would like to apply for the position of Planner.", [], ["jobs@dunlin.example"], "application"),
        ("Tjänst 112", "Härmed söker jag tjänsten som planerare.", [], ["rekrytering@lom.example"], "application"),
        ("Chmura", "Aplikuję na stanowisko analityka.", [], ["rekrutacja@perkoz.example"], "application"),
        ("Re: The talk", "I have a job elsewhere and would like to withdraw from consideration.", [], ["ada@fernhill.example"], "withdrawal"),
        ("My application", "I sent you my application last week. Is there news?", [], ["jobs@dunlin.example"], "reply"),
        ("Allotment", "I would like to apply for an allotment.", [], ["clerk@parish.example"], "reply"),
        ("Photos", "Here they are.", ["goat.jpg"], ["mum@example.net"], "reply"),
    ],
)  # fmt: skip
def test_what_a_sent_mail_is(
    subject: str, text: str, attachments: list[str], to: list[str], kind: str
) -> None:
    assert sent_kind(subject, text, attachments, to)[0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "I have thought about it and will step back from the process.",
        "Nach dem Wochenende steht fest: ich trete von meiner Bewerbung zurück.",
        "He encontrado algo cerca de casa, así que no voy a continuar con el proceso.",
        "Por eso retiro-me do processo, com pena.",
        "C'est loin pour nous, je me retire donc.",
        "Con dispiacere mi ritiro dalla selezione.",
        "Het is te ver, ik trek me daarom terug.",
        "Z żalem rezygnuję z dalszego udziału.",
        "Det blir för långt, så jag drar mig ur.",
        "Dengan berat hati saya mundur dari proses ini.",
    ],
)
def test_who_says_so_plainly_leaves_in_ten_languages(text: str) -> None:
    assert sent_kind("Re: Tuesday", text, [], ["ana@fernhill.example"]) == ("withdrawal", 1.0)
    # What begins nothing and answers nothing is about something else.
    assert sent_kind("The choir", text, [], ["ana@fernhill.example"])[0] != "withdrawal"


@pytest.mark.parametrize(
    "text",
    [
        "I do not want to step back from the process, on the contrary.",
        "If the date cannot be moved, I shall have to step back from the process.",
        "No me retiro del proceso, solo pregunto.",
        "Ik trek me niet zomaar terug.",
        "Nie rezygnuję z udziału.",
        "Se non fosse possibile, mi ritiro dalla selezione.",
    ],
)
def test_who_denies_it_or_only_might_has_not_left(text: str) -> None:
    assert sent_kind("Re: Tuesday", text, [], ["ana@fernhill.example"]) != ("withdrawal", 1.0)


@pytest.mark.parametrize(
    ("subject", "text", "kind"),
    [
        ("Re: Opening", "Hi Ana,\n\nThank you for thinking of me, but Oslo is too far for us.\n\nJo", "refusal"),
        ("Re: Gespräch", "Ich habe es mir lange überlegt und werde den Weg bei Ihnen nicht weitergehen.", "refusal"),
        ("Re: Wir würden uns freuen", "Liebe Frau Graf,\n\nich mich auch! Ich sage sehr gerne zu.\n\nJo", "agreement"),
        ("Re: A role for you", "Yes, that sounds interesting, you can put me forward.", "agreement"),
        ("Re: Tuesday", "Wednesday at three works for me, see you then.", "reply"),
        ("Night porter", "Dear Ana,\n\nI saw that you are looking for a night porter and would like to be considered. My CV is attached.\n\nJo", "application"),
    ],
)  # fmt: skip
def test_what_is_said_in_other_words(subject: str, text: str, kind: str) -> None:
    assert sent_kind(subject, text, [], ["ana@fernhill.example"])[0] == kind


@pytest.mark.parametrize(
    ("company", "text", "to", "name"),
    [
        (
            "Airedale Museum",
            "I read that Storyhouse is looking for me.",
            "jobs@storyhouse.example",
            "Storyhouse",
        ),
        ("Storyhouse Ltd", "I apply to Storyhouse Ltd.", "jobs@storyhouse.example", "Storyhouse Ltd"),
        ("", "Harbour Lane has been my theatre for years.", "box@harbourlanetheatre.example", "Harbour Lane"),
        ("", "I know Hill & Moor well.", "ruth@hillandmoor.example", "Hill & Moor"),
        ("", "Guten Tag", "info@kuebler-technik.example", "Kuebler Technik"),
        ("Kreissparkasse", "I apply.", "jobs@ksk.example", "Kreissparkasse"),
        ("Fernhill", "I apply to Fernhill.", "ana@gmail.com", "Fernhill"),
    ],
)
def test_an_application_goes_to_whom_its_address_names(company: str, text: str, to: str, name: str) -> None:
    assert addressee(company, "Application", text, [("", to)]) == name


@pytest.mark.parametrize(
    ("name", "to", "called"),
    [
        ("Hotel Ensign 41", "direccion@ensign41.example", "Hotel Ensign 41"),
        ("Secretariat, The Elm School", "office@elmschool.example", "The Elm School"),
        ("Careers at Fernhill", "careers@fernhill.example", "Fernhill"),
        ("Recruitment Fernhill - please reply above", "jobs@fernhill.example", "Fernhill"),
        ("Fernhill Jobs <jobs@fernhill.example>", "jobs@fernhill.example", "Fernhill"),
        ("a " * 2000, "jobs@fernhill.example", "Fernhill"),
        ("Dr Ada Fernhill", "ada@fernhill.example", "Fernhill"),
        ("Ada Brandt", "info@elmschool.example", "Elmschool"),
        ("", "info@elmschool.example", "Elmschool"),
    ],
)
def test_an_office_is_called_as_it_was_addressed(name: str, to: str, called: str) -> None:
    assert addressee("", "Application", "My CV is attached.", [(name, to)]) == called


def test_who_told_of_a_job_is_not_whose_it_is() -> None:
    to = [("", "office@fernhill.example")]
    assert (
        addressee("Franka Gamber", "Application, recommended by Franka Gamber", "Good day", to) == "Fernhill"
    )
    assert addressee("Gamber", "Application at Gamber", "Good day", to) == "Gamber"


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ana,\n\njust checking in on my application. I remain very interested and will send anything that you need.\n\nJo",
        "Guten Tag,\n\nich wollte mich nach dem Stand meiner Bewerbung erkundigen. Ich bin weiterhin sehr interessiert.\n\nJo",
        "Bonjour,\n\nje voulais savoir où en est ma candidature. Le poste m'intéresse toujours.\n\nJo",
    ],
)
def test_who_asks_how_things_stand_does_not_leave(text: str) -> None:
    kind, chance = sent_kind("Re: Application", text, [], ["ana@fernhill.example"])
    assert kind == "reply" or (kind == "refusal" and chance < 0.6)  # endings.LEFT


@pytest.mark.parametrize(("refuses", "subject", "kind"), [
    (0.4, "Re: Thursday", "refusal"), (0.4, "After our meeting", "reply"), (0.6, "After our meeting", "refusal"),
])  # fmt: skip
def test_a_no_in_a_mail_that_answers_none_must_be_surer(
    monkeypatch: pytest.MonkeyPatch, refuses: float, subject: str, kind: str
) -> None:
    monkeypatch.setattr(sent_mail, "acts", lambda _text: sent_mail.Acts(refuses=refuses))
    assert sent_kind(subject, "I thought about it for a night.")[0] == kind
