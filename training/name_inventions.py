"""Invents names of employers, so that the tagger learns what stands around a name."""

import random
from collections import defaultdict
from functools import cache
from pathlib import Path

from onward.language import words

#: How often an employer is one of known_employers.txt.
KNOWN = 0.3
_PLACES = (
    "Alder Ash Birch Brook Cedar Clover Copper Coral Dale Elm Ember Fern Flint Glen Harbor Hazel Iron Juniper Kestrel "
    "Lark Linden Lumen Maple Marble Mead Nord North Oak Onyx Orchard Pine Quill Raven Ridge River Rowan Sable Silver "
    "Sol Stone Storm Thistle Tide Umber Vale Vesper Violet Wick Willow Wren Zephyr Rhein Isar Elbe Donau Alpen Garonne "
    "Loire Provence Azur Sierra Ebro Costa Prado Adria Toscana Vesuvio Polder Maas Zuider Douro Minho Serra Nusantara "
    "Merapi Bahari Wisla Tatra Baltyk Mazury Skane Malar Vastra Fjall Lagos Accra Kaveri Ganga Deccan Karoo"
).split()
_ENDS = (
    "works wood well ford gate field mark stone bridge point loop stack grid flow base hub ly ify io ium era ora ana "
    "is on ex ix us ent ia ello ando ino berg dorf heim hof stadt ville mont sur nova tech soft data bank med pharm "
    "gen bio cart pay fin nest box craft line way path cast light shift mind sense"
).split()
_SYLLABLES = (
    "za vo ri ke lu mo ta ne xi qua bo ska tri fe no vi ra pel dor kin sol van mer tol bi gru pla ze fi lo ni ar el "
    "om ur is an tek zen vex cal dru hal jor kel mir nax orb pyr quo rem syl thu ulm wex yar"
).split()
_SURNAMES = (
    "Abbott Achterberg Aguirre Akintola Almeida Andersson Baptiste Barbosa Becker Bergström Bianchi Borkowski Brandt "
    "Calloway Carvalho Castellano Chowdhury Colombo Dąbrowski Delacroix Dijkstra Duarte Eklund Fairfax Ferrari "
    "Fontaine Gallagher Gupta Hartmann Hidayat Holmberg Ibarra Iyer Jansen Kaczmarek Keller Kowalczyk Krüger Kurniawan "
    "Lefèvre Lindqvist Macfarlane Marchetti Mensah Moreau Müller Nakamura Nowicki Nyström Okafor Olsson Pacheco Pereira "
    "Pohl Quintana Ramaswamy Reyes Ricci Rousseau Santoso Schäfer Sharma Siregar Sørensen Suharto Tanaka Thornton "
    "Uribe Valente Vermeulen Visser Wijaya Wiśniewski Wolff Yilmaz Zamora Zieliński"
).split()
_TRADES = {
    "en": "Bank|Group|Labs|Systems|Logistics|Energy|Health|Foods|Games|Media|Software|Partners|Retail|Capital|University|"
    "College|Council|NHS Trust|Foundation|Insurance|Motors|Airlines|Hotels|Bakery|Dental Practice|Law|Analytics|"
    "Robotics|Therapeutics|School District|Medical Center|Pharma|Home Care|Engineering|Studios|Interactive|Brewing Co|"
    "Financial|Technologies|Airport|Consulting|Farms|Clinic|Housing Association|Primary School|Semiconductor",
    "de": "Energie|Logistik|Bau|Maschinenbau|Versicherung|Klinik|Stadtwerke|Pflege|Bank|Werke|Technik|Automotive|Verlag|"
    "Handel|Elektrotechnik|Apotheke|Steuerberatung|Bäckerei|Gruppe|Hotel|Chemie|Software|Metallbau|Sanitär",
    "fr": "Énergies|Assurances|Logistique|Conseil|Bâtiment|Santé|Transports|Banque|Éditions|Industries|Pharma|Hôtels|"
    "Boulangerie|Informatique|Distribution|Habitat|Mutuelle|Formation|Environnement|Optique|Groupe",
    "es": "Energía|Seguros|Logística|Consultores|Construcciones|Salud|Transportes|Banco|Editorial|Industrias|Hoteles|"
    "Clínica|Alimentos|Tecnología|Abogados|Grupo|Farmacéutica|Servicios|Ingeniería|Panadería",
    "it": "Energia|Assicurazioni|Logistica|Consulenza|Costruzioni|Salute|Trasporti|Banca|Editore|Industrie|Alberghi|"
    "Alimentari|Informatica|Gruppo|Farmaceutica|Servizi|Ingegneria|Ceramiche|Studio Legale|Moda",
    "nl": "Energie|Verzekeringen|Logistiek|Advies|Bouw|Zorg|Transport|Bank|Uitgeverij|Techniek|Groep|Onderwijs|"
    "Installatie|Software|Makelaars|Zorggroep|Woonstichting|Foods|Advocaten",
    "pt": "Energia|Seguros|Logística|Consultoria|Construções|Saúde|Transportes|Banco|Editora|Indústrias|Hotéis|Alimentos|"
    "Tecnologia|Advogados|Grupo|Farmacêutica|Serviços|Engenharia|Supermercados|Cooperativa",
    "id": "Energi|Asuransi|Logistik|Konsultan|Konstruksi|Sehat|Transportasi|Bank|Media|Industri|Hotel|Pangan|Teknologi|"
    "Group|Farma|Jaya|Makmur|Sejahtera|Abadi|Mandiri|Sentosa|Nusantara|Digital",
    "pl": "Energia|Ubezpieczenia|Logistyka|Doradztwo|Budownictwo|Zdrowie|Transport|Bank|Wydawnictwo|Przemysł|Hotele|"
    "Grupa|Farmacja|Technika|Meble|Software|Consulting|Kancelaria|Piekarnia|Stal",
    "sv": "Energi|Försäkring|Logistik|Konsult|Bygg|Vård|Transport|Bank|Förlag|Industri|Hotell|Teknik|Omsorg|El|Fastigheter|"
    "Livs|Redovisning|Gruppen|Mekaniska|Skog",
}
_BEFORE = {
    "en": "University of|City of|Bank of|The|St|Royal|Mount|County of|Port of|Institute for|Department of|Friends of|"
    "Museum of|Office of the|Ministry of|Society of|Royal Borough of|Hotel|Casa|Club|Diocese of|State of",
    "de": "Stadt|Klinikum|Universität|Landkreis|Stadtwerke|Hotel|Autohaus|Kanzlei|Flughafen|Verkehrsbetriebe|"
    "Kommunaler Zweckverband|Hochschule|Gasthof|Bäckerei|Kurverwaltung|Reederei|Praxis Dr.|Gemeinde|Verlag|Weingut|"
    "Landesamt für|Institut für|Evangelische Stiftung|Schreinerei|Museum|Theater|Bezirk|Zahnarztpraxis|Hof",
    "fr": "Mairie de|Groupe|Clinique|Université de|Maison|Banque|Cabinet|Aéroport de|Théâtre du|Centre hospitalier de|"
    "Fédération des|Laboratoires|Laboratoire|Fromagerie du|Éditions du|Les Éditions|Parc naturel de|Département de la|"
    "Ville de|Hôtel|Restaurant|Le|La|Les|L'|Rectorat de|Centre de services scolaire des|Coopérative|Association|"
    "Tribunal de|Service public de|Commune de|Compagnie des|Armement|Musée de|École|Institut|Studio|Boulangerie|ONG",
    "es": "Grupo|Hospital|Universidad de|Banco|Clínica|Ayuntamiento de|Hotel|Colegio|Bodegas|Gimnasios|Talleres|"
    "Fundación|Instituto de|Editorial|Restaurante|Transportes|Gobierno de|Diputación de|Laboratorios|Panadería|ONG|La",
    "it": "Gruppo|Ospedale|Università di|Banca|Studio|Comune di|Hotel|Agriturismo|Pasticceria|Salumificio|Acquedotti|"
    "Officine|Ferramenta|Cantina|Fondazione|Museo|Teatro|Liceo|Mobili|Caseificio|Istituto|Azienda|La|Casa|Rifugio",
    "nl": "Gemeente|Stichting|Universiteit|Bakkerij|Hotel|Ziekenhuis|Stad|Agentschap|Coöperatie|Accountantskantoor|"
    "Waterschap|Provincie|Museum|Theater|Garage|Restaurant|De|Het|Huisartsenpraktijk|Uitgeverij|Kwekerij|Vereniging",
    "pt": "Grupo|Hospital|Universidade de|Banco|Clínica|Prefeitura de|Colégio|Câmara Municipal de|ONG|Padaria|Hotel|"
    "Instituto|Fundação|Restaurante|Construtora|Laboratório|Escola|Cooperativa|Rede|Universidade Federal de|Casa",
    "id": "PT|Bank|Rumah Sakit|Universitas|CV|RS|Dinas|Kementerian|Stasiun Radio|Grand|Hotel|Sekolah|Yayasan|Klinik|"
    "Koperasi|RSUD|SMA|Apotek|Toko|Kedai|Warung|Politeknik|Badan|Rumah Makan",
    "pl": "Szpital|Grupa|Uniwersytet|Bank|Urząd Miasta|Hotel|Kancelaria|Zakłady|Przedsiębiorstwo|Komenda|Przychodnia|"
    "Gminne Przedszkole|Schronisko|Piekarnia|Muzeum|Teatr|Fundacja|Szkoła Podstawowa|Instytut|Restauracja|Sklep|Gmina|"
    "Biuro Rachunkowe|Brukarstwo|Wydawnictwo",
    "sv": "Region|Stiftelsen|Hotell|Bageri|Kommunen|Konsultbolaget|Vindkraft|Restaurang|Museet|Folktandvården|Förskolan|"
    "Gymnasiet|Föreningen|Verkstaden|Länsstyrelsen|Myndigheten för|Café|Förlaget|Universitetet",
}
_LEGAL = {
    "en": "Inc.|LLC|Ltd|Limited|plc|Corp.|Pvt Ltd|Inc",
    "de": "GmbH|AG|GmbH & Co. KG|SE|KG|e.V.|mbH",
    "fr": "SA|SAS|SARL|S.A.S.",
    "es": "S.A.|S.L.|SL|S.A. de C.V.|SAS",
    "it": "S.p.A.|S.r.l.|SpA|Srl",
    "nl": "B.V.|BV|N.V.",
    "pt": "S.A.|Ltda|Lda|S/A",
    "id": "Tbk|Persero",
    "pl": "sp. z o.o.|S.A.|Sp. z o.o.",
    "sv": "AB|Ekonomisk förening",
}


@cache
def _known() -> dict[str, list[str]]:
    """Names of large employers by language."""
    found: dict[str, list[str]] = defaultdict(list)
    language = ""
    for raw in (Path(__file__).parent / "known_employers.txt").read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            found[language] += line.split("|")
    return dict(found)


@cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(word for word in words.rows() if 2 < len(word) < 13)


def anything(pick: random.Random) -> str:
    """One to three words of any language, written as names are: every word may be somebody's name."""
    chosen = [pick.choice(_vocabulary()).capitalize() for _ in range(pick.choice((1, 1, 1, 2, 2, 3)))]
    way = pick.random()
    if way < 0.3:
        return "".join(chosen) if len(chosen) > 1 else chosen[0] + pick.choice(_vocabulary()).capitalize()
    if way < 0.4:
        return " ".join(chosen).upper()
    if way < 0.44:
        return pick.choice(("my", "e", "i", "we")) + chosen[0]
    if way < 0.5 and len(chosen) > 1:
        return f"{chosen[0]} {pick.choice(('&', 'of', 'and', '+'))} {' '.join(chosen[1:])}"
    return " ".join(chosen)


def company(pick: random.Random, language: str) -> str:
    """The name of an employer: three in ten times one that everybody knows, else one that nobody has."""
    if pick.random() < KNOWN:
        return pick.choice(_known()[language if pick.random() < 0.7 else "en"])
    if pick.random() < 0.4:
        return anything(pick) + (" " + pick.choice(_TRADES["en"].split("|")) if pick.random() < 0.15 else "")
    way = pick.random()
    trades = _TRADES.get(language, _TRADES["en"]).split("|")
    if way < 0.18:
        name = pick.choice(_PLACES) + pick.choice(_ENDS)
    elif way < 0.36:
        name = "".join(pick.choice(_SYLLABLES) for _ in range(pick.choice((2, 2, 3, 3)))).capitalize()
    elif way < 0.5:
        name = "".join(pick.choice("ABCDEFGHIKLMNOPRSTUVWZ") for _ in range(pick.choice((2, 3, 3, 4))))
    elif way < 0.58:
        name = (
            pick.choice(_SURNAMES)
            + pick.choice((" & ", " ", " und ", "-", " + ")[:4])
            + pick.choice(_SURNAMES)
        )
    elif way < 0.66:
        name = pick.choice(_SURNAMES)
    elif way < 0.74:
        name = pick.choice(_PLACES) + pick.choice(_ENDS).capitalize()
    elif way < 0.78:
        name = pick.choice(
            (str(pick.randint(2, 99)), pick.choice("BXQZ") + str(pick.randint(1, 9)))
        ) + pick.choice(("K", " " + pick.choice(_PLACES), "", " Labs", "Bit"))
    elif way < 0.9:
        name = (
            pick.choice(_BEFORE.get(language, _BEFORE["en"]).split("|"))
            + " "
            + pick.choice(_SURNAMES + _PLACES)
        )
        if pick.random() < 0.3:
            name += pick.choice((" ", "-", " de ", " am ", " & ")[:3]) + pick.choice(_PLACES)
    elif way < 0.94:
        name = pick.choice(_PLACES) + " " + pick.choice(_PLACES)
    else:
        name = "".join(pick.choice(_SYLLABLES) for _ in range(2)).capitalize() + pick.choice(
            (".io", ".ai", "24", "one", "X", "+")
        )
    if way < 0.94 and pick.random() < (0.12 if 0.78 < way < 0.9 else 0.42):
        name += " " + pick.choice(trades)
        if pick.random() < 0.15:
            name += pick.choice((" & ", " ")) + pick.choice(trades)
    if pick.random() < 0.12:
        name += " " + pick.choice(_LEGAL.get(language, _LEGAL["en"]).split("|"))
    if pick.random() < 0.05:
        name = name.lower()
    elif pick.random() < 0.05:
        name = name.upper()
    return name
