"""Which role a mail is about."""

from dataclasses import replace

import pytest

from onward.mail.understanding.role_titles import is_address, tidy, without_employer
from onward.mail.understanding.roles import role

from .letters import letter


def named(text: str, company: str | None = None, **more: str) -> str | None:
    found = role(letter(text, **more), company)
    return found.value if found else None


def test_position_at_company() -> None:
    text = (
        "Dear Robin,\n\n"
        "Thank you for your interest in the Senior Data Engineer position at Bluefin Bank. We have "
        "decided to go with others."
    )
    assert named(text, "Bluefin Bank", subject="Your application") == "Senior Data Engineer"


def test_number_and_marks_are_left_out() -> None:
    text = (
        "Guten Tag,\n\n"
        "vielen Dank für Ihre Bewerbung als Projektleiter (m/w/d). Ihre Unterlagen sind eingegangen."
    )
    assert named(text, subject="Ihre Bewerbung als Projektleiter (m/w/d)") == "Projektleiter"
    assert tidy("Senior Process Engineer (R-10482)") == "Senior Process Engineer"
    assert tidy("Sachbearbeiter (all genders) 80–100 %") == "Sachbearbeiter"
    assert tidy("Data Analyst 2218263") == "Data Analyst"
    assert tidy("Verpleegkundige wijkzorg (24-32 uur)") == "Verpleegkundige wijkzorg"
    assert tidy("Kassiererin, 20 h/Woche") == "Kassiererin"
    assert tidy("Radiographer, Band 5") == "Radiographer"
    assert tidy("Detention Officer campaign") == "Detention Officer"
    for whole in ("Head of Year 9", "Teacher, Grade 3", "Director of Equal Opportunity", "Head of Contract",
                  "Director, Capital Campaign", "Manager - Sub Contract"):  # fmt: skip
        assert tidy(whole) == whole
    assert tidy("Operator 12-hour shift") == "Operator 12-hour shift"
    assert tidy("Data Engineer - Remote") == tidy("Data Engineer (fully remote)") == "Data Engineer"
    assert tidy("Verkäufer, Homeoffice möglich") == "Verkäufer"
    assert (
        tidy("Infirmière - CDI")
        == tidy("Infirmière (CDD 3 mois)")
        == tidy("Infirmière en CDD")
        == "Infirmière"
    )
    assert tidy("Cook, part-time") == tidy("Cook (3 days)") == "Cook"
    assert tidy("e) Assistant(e) ADV") == "Assistant(e) ADV"
    assert tidy("Contract Manager") == "Contract Manager"
    assert tidy("Hybrid Cloud Architect, Remote Sensing") == "Hybrid Cloud Architect, Remote Sensing"
    assert tidy("Coordenador(a) de Projetos") == "Coordenador(a) de Projetos"


def test_a_word_said_twice_at_the_end_is_said_once() -> None:
    assert tidy("Data Engineering Intern intern") == "Data Engineering Intern"
    assert tidy("Manager Area Manager") == "Manager Area Manager"


def test_a_subject_that_is_no_work_is_no_role() -> None:
    text = "Madame, Monsieur,\n\nmerci pour cet échange. Nous avons préféré une autre personne.\n\nCordialement\nLéa Roy"
    assert named(text, subject="Re: Rencontrons-nous") is None
    assert (
        named("Bonjour,\n\nnous avons bien reçu votre candidature.\n\nCordialement", subject="Comptable")
        == "Comptable"
    )


def test_where_a_candidate_comes_from_is_no_role() -> None:
    text = "Madame,\n\nnous avons préféré une candidature interne pour ce poste.\n\nLe service du personnel"
    assert named(text, subject="Votre candidature") is None


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("barnskötare. Betyget", "barnskötare"),
        ("Sr. Quality Engineer", "Sr. Quality Engineer"),
        ("Kaufm. Angestellter", "Kaufm. Angestellter"),
        ("Staatl. gepr. Techniker", "Staatl. gepr. Techniker"),
        ("Healthcare Assistant (Band 2)", "Healthcare Assistant"),
        ("Promovendus klimaatrecht (1,0 fte)", "Promovendus klimaatrecht"),
        ("Data Analytics Intern (Summer 2023)", "Data Analytics Intern (Summer 2023)"),
        ("Quality Engineer (PDC)", "Quality Engineer (PDC)"),
        ("Einkäufer (mwd)", "Einkäufer"),
        ("Referentin / Referent Klimaanpassung", "Referent Klimaanpassung"),
        ("Bankkaufmann / zur Bankkauffrau", "Bankkaufmann"),
        ("operator/operatorki wózka widłowego", "operator wózka widłowego"),
        ("Directeur/Directrice de crèche", "Directeur de crèche"),
        ("enfermera/enfermero de planta", "enfermera de planta"),
        ("Driver/Mechanic", "Driver/Mechanic"),
        ("Sales / Salesman", "Sales / Salesman"),
        ("Produkt/Produkte Manager", "Produkt/Produkte Manager"),
        ("Haupt/Hauptmann", "Haupt/Hauptmann"),
        ("Professor/Professora de Física", "Professor de Física"),
        ("Trainer/Training Lead", "Trainer/Training Lead"),
        ("Manager/Managing Director", "Manager/Managing Director"),
        ("Data Engineer/Data Scientist", "Data Engineer/Data Scientist"),
        ("Warehouse Associate - 2nd Shift", "Warehouse Associate"),
        ("Trading Standards Officer HBC/2291", "Trading Standards Officer"),
        ("Addetta vendita part-time", "Addetta vendita"),
        # A table whose lines were lost, a day cut at its month.
        ("Assistante e-commerce Lieu", "Assistante e-commerce"),
        ("Montör – Arbetsgivare", "Montör"),
        ("Head of Location", "Head of Location"),
        ("Ausbildung zum Koch zum 1", "Ausbildung zum Koch"),
        ("Vendedora desde el 15", "Vendedora"),
    ],
)
def test_steps_of_pay_and_the_next_sentence_are_no_part_of_it(said: str, role: str) -> None:
    assert tidy(said) == role


def test_what_is_said_before_a_name_is_no_role() -> None:
    assert is_address("Sr.")
    assert is_address("Frau")
    assert not is_address("Sr. Buyer")


@pytest.mark.parametrize(
    ("found", "role"),
    [
        ("verkoopmedewerker kamerplanten, 24", "verkoopmedewerker kamerplanten"),
        ("Head of Sales at", "Head of Sales"),
        ("Técnico/a de Turismo de la", "Técnico/a de Turismo"),
        ("Research Assistant I", "Research Assistant I"),
        ("Analyst, Tier 1", "Analyst, Tier 1"),
        ("Chargé de mission, 2026", "Chargé de mission, 2026"),
        ("Datenanalyst: Montag", "Datenanalyst"),
        ("Praktikum: Marketing", "Praktikum: Marketing"),
        ("Apothekersassistente: 28", "Apothekersassistente"),
        ("Responsable de reservas y", "Responsable de reservas"),
        ("Sales and", "Sales"),
    ],
)
def test_what_leads_on_or_counts_hours_is_no_part_of_it(found: str, role: str) -> None:
    assert tidy(found) == role


@pytest.mark.parametrize(
    ("found", "employer", "role"),
    [
        ("Kestrel Wealth / Paraplanner", "Kestrel Wealth", "Paraplanner"),
        ("Trainee de Auditoría de Consultora Menta", "Consultora Menta", "Trainee de Auditoría"),
        ("Technicien bureau d'études, Sogétherm", "Sogétherm", "Technicien bureau d'études"),
        ("Socialsekreterare i Skogstorps", "Skogstorps kommun", "Socialsekreterare"),
        ("Ratownik medyczny w Szpitalu", "Szpital Powiatowy w Borowie", "Ratownik medyczny"),
        ("Bluefin Engineer", "Bluefin", "Bluefin Engineer"),
        ("Manager Bank", "Bank", "Manager Bank"),
        ("Corvane's Summer Internship", "Corvane", "Summer Internship"),
        ("Children’s Nurse", "Chil", "Children’s Nurse"),
    ],
)
def test_the_employer_behind_a_role_is_no_part_of_it(found: str, employer: str, role: str) -> None:
    assert without_employer(found, employer) == role


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Your application for Avionics Technician I has been received.", "Avionics Technician I"),
        ("Thank you for applying to the Lab Analyst II position at Bluefin Bank.", "Lab Analyst II"),
        (
            "Thank you for your interest in the Lab Analyst role. As Lab Analyst I would start soon.",
            "Lab Analyst",
        ),
    ],
)
def test_a_level_belongs_to_the_role_and_a_person_does_not(text: str, found: str) -> None:
    assert named(text, subject="Your application") == found


def test_line_of_a_board() -> None:
    text = (
        "Your application was sent to Bluefin Bank\n\n"
        "Bluefin Bank\nRisk Analyst\nBluefin Bank · Leeds, United Kingdom\nApplied: 3 minutes ago"
    )
    assert (
        named(
            text,
            "Bluefin Bank",
            sender="LinkedIn <jobs-noreply@linkedin.com>",
            subject="your application was sent to Bluefin Bank",
        )
        == "Risk Analyst"
    )


def test_a_whole_title_with_what_hangs_on_it() -> None:
    text = (
        "Dear Robin,\n\nThank you for applying for the On-Call Night Nurse position at Bluefin Care. "
        "We have received your application."
    )
    assert named(text, "Bluefin Care", subject="Your application") == "On-Call Night Nurse"


def test_the_employer_is_no_role() -> None:
    text = "Hi Robin,\n\nthanks for applying to Chef. We have your application and will read it soon."
    assert named(text, "Chef", subject="Your application to Chef") != "Chef"


def test_nothing_stated_is_none() -> None:
    assert named("hey, sorry, we gave it to someone else. good luck", subject="Re: hello") is None


@pytest.mark.parametrize(
    "piece", ["Engineer ", "Engineer, ", "(", "- ", "A/", "12 ", "position of ", "\n", "m/w/", "( a/"]
)
def test_repetition_is_read_to_its_end(piece: str) -> None:
    message = replace(letter("x"), text=piece * 20_000, subject=piece * 5_000)
    role(message, "Engineer")
    # Not timed: what grows with the square of its length would not come back from this.


def test_the_title_of_who_signs_is_no_role() -> None:
    text = (
        "Dear Robin,\n\nThank you for applying to us. I am sorry to say that we will not be inviting you.\n\n"
        "Sue Whitcombe\nHead of Income Generation\nLantern House"
    )
    assert (
        named(text, sender="Sue Whitcombe <s.whitcombe@lantern.example>", subject="Your application") is None
    )


def test_the_name_of_whom_it_is_sent_to_is_no_role() -> None:
    text = "Good morning,\n\nplease send us your papers for the contract by 17 June."
    assert named(text, subject="File of VALE Robin - 23/06/2026") is None
