"""Tables as people and trackers lay them out, each with what must be read of it; all names are invented."""

from zoneinfo import ZoneInfo

import pytest

from tests.imports import saying
from tests.imports.saying import said

LAYOUTS = {
    "plain, comma, ISO": (
        """Company,Role,Date applied,Status
Nordlicht,Data Analyst,2025-03-03,Rejected
Corvo Foods,Support Engineer,2025-03-04,Applied
""",
        ["Nordlicht | Data Analyst | applied 2025-03-03, rejected >=2025-03-03",
         "Corvo Foods | Support Engineer | applied 2025-03-04"],
    ),
    "German, semicolon, title and blank lines above": (
        """Meine Bewerbungen 2025;;;;

Firma;Stelle;Beworben am;Antwort am;Status
Nordlicht Energie GmbH;Sachbearbeiterin;3.3.2025;17.3.2025;Absage
Hafen AG;Controllerin;04.03.2025;;keine Antwort
Sole KG;Referentin;12.4.2025;20.4.2025;Einladung zum Gespräch
""",
        ["Nordlicht Energie GmbH | Sachbearbeiterin | applied 2025-03-03, rejected 2025-03-17",
         "Hafen AG | Controllerin | applied 2025-03-04",
         "Sole KG | Referentin | applied 2025-04-12, interview 2025-04-20"],
    ),
    "French, days of several steps": (
        """Entreprise;Poste;Date de candidature;Entretien;Date de réponse;Statut
Brume;Chargée de projet;03/03/2025;14/03/2025;21/03/2025;Refusé
Sève;Analyste;05/03/2025;;;En attente
""",
        ["Brume | Chargée de projet | applied 2025-03-03, interview 2025-03-14, rejected 2025-03-21",
         "Sève | Analyste | applied 2025-03-05"],
    ),
    "American days, settled by one of them": (
        """Employer,Job Title,Applied,Heard back,Outcome
Cobalt & Daughters,Clerk,3/4/2025,3/28/2025,Not selected
"Halden Marine, Inc.",Deckhand,4/5/2025,,
""",
        ["Cobalt & Daughters | Clerk | applied 2025-03-04, rejected 2025-03-28",
         "Halden Marine, Inc. | Deckhand | applied 2025-04-05"],
    ),
    "Spanish, months by name": (
        """Empresa\tPuesto\tFecha de postulación\tEstado
Corvo\tAnalista de datos\t3 de marzo de 2025\tDescartado
Luma\tDesarrolladora\t14 abr 2025\tEntrevista
""",
        ["Corvo | Analista de datos | applied 2025-03-03, rejected >=2025-03-03",
         "Luma | Desarrolladora | applied 2025-04-14, interview >=2025-04-14"],
    ),
    "history in one cell": (
        """Company,Role,Applied,Progress
Nordlicht,Data Analyst,2/20/2025,"Phone screen 3/4, onsite 3/12, rejected"
Corvo,Engineer,2/25/2025,"Phone screen 3/20 → offer 4/2 → declined"
""",
        ["Nordlicht | Data Analyst | applied 2025-02-20, interview 2025-03-04, interview 2025-03-12, rejected >=2025-03-12",
         "Corvo | Engineer | applied 2025-02-25, interview 2025-03-20, offer 2025-04-02, declined >=2025-04-02"],
    ),
    "one row for each event": (
        """Date,Company,Role,Event
2025-03-03,Nordlicht,Data Analyst,Applied
2025-03-04,Corvo,Engineer,Applied
2025-03-10,Nordlicht,Data Analyst,Phone screen
2025-03-20,Nordlicht,Data Analyst,Rejected
2025-03-21,Corvo,Engineer,Offer
""",
        ["Nordlicht | Data Analyst | applied 2025-03-03, interview 2025-03-10, rejected 2025-03-20",
         "Corvo | Engineer | applied 2025-03-04, offer 2025-03-21"],
    ),
    "Huntr": (
        """Company,Job Title,List,Location,Salary,Date Applied,Date Interviewed,Date Offered,URL,Notes
Nordlicht,Data Analyst,Rejected,Lisbon,,2025-03-03T09:12:00.000Z,2025-03-12T14:00:00.000Z,,https://nordlicht.example/1,liked the team
Corvo,Engineer,Wishlist,,,,,,https://corvo.example/2,
""",
        ["Nordlicht | Data Analyst | applied 2025-03-03, interview 2025-03-12 14:00, rejected >=2025-03-12",
         "Corvo | Engineer | -"],
    ),
    "Teal": (
        """Job Position,Company,Max. Salary,Location,Status,Date Saved,Deadline,Date Applied,Follow up,Excitement
Data Analyst,Nordlicht,"60,000",Lisbon,No Response,03/01/2025,,03/13/2025,,4
Engineer,Corvo,,Porto,Bookmarked,04/02/2025,,,,5
""",
        ["Nordlicht | Data Analyst | applied 2025-03-13", "Corvo | Engineer | -"],
    ),
    "Notion": (
        """Name,Status,Applied on,Tags,Interview
Nordlicht - Data Analyst,❌ Rejected,"March 3, 2025",remote,"March 12, 2025 10:00 AM (GMT)"
Corvo - Support Engineer,🟡 Waiting,"April 5, 2025",,
Data Engineer @ Luma,👻,"April 6, 2025",,
""",
        ["Nordlicht | Data Analyst | applied 2025-03-03, interview 2025-03-12 10:00, rejected >=2025-03-12",
         "Corvo | Support Engineer | applied 2025-04-05",
         "Luma | Data Engineer | applied 2025-04-06"],
    ),
    "Airtable, checkboxes": (
        """Company,Position,Applied,Interview,Offer,Rejected
Nordlicht,Analyst,2025-03-03,checked,,checked
Corvo,Engineer,2025-03-04,,checked,
""",
        ["Nordlicht | Analyst | applied 2025-03-03, interview >=2025-03-03, rejected >=2025-03-03",
         "Corvo | Engineer | applied 2025-03-04, offer >=2025-03-04"],
    ),
    "LinkedIn": (
        """Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers
"11/23/24, 11:39 PM",mira@example.org, 555,Nordlicht,Data Analyst,http://www.linkedin.com/jobs/view/1,cv.pdf,"Start:now | <b>Pay</b>: 1:1"
"3/4/25, 9:05 AM",mira@example.org, 555,Corvo,Engineer,http://www.linkedin.com/jobs/view/2,cv.pdf,
""",
        ["Nordlicht | Data Analyst | applied 2024-11-23", "Corvo | Engineer | applied 2025-03-04"],
    ),
    "Trello": (
        """Card ID,Card Name,List Name,Due Date,Last Activity Date,Card URL
a1,Data Analyst - Nordlicht,Interviewing,,2025-03-12 10:00,https://trello.example/c/1
a2,Support Engineer - Corvo,Applied,,2025-03-04 09:00,https://trello.example/c/2
""",
        ["Nordlicht | Data Analyst | interview <=2025-03-12", "Corvo | Support Engineer | -"],
    ),
    "Excel serials in a pasted table": (
        "Company\tRole\tApplied\tResult\nNordlicht\tAnalyst\t45719\tRejected\nCorvo\tEngineer\t45720.5\t\n",
        ["Nordlicht | Analyst | applied 2025-03-03, rejected >=2025-03-03", "Corvo | Engineer | applied 2025-03-04"],
    ),
    "years left out, over the turn of the year": (
        """Firma,Stelle,Datum,Status
Nordlicht,Analystin,20.11.,Absage
Corvo,Ingenieurin,3.12.,
Luma,Referentin,8.1.,
Sole,Leiterin,3.3.,Zusage
""",
        ["Nordlicht | Analystin | applied 2024-11-20, rejected >=2024-11-20",
         "Corvo | Ingenieurin | applied 2024-12-03",
         "Luma | Referentin | applied 2025-01-08",
         "Sole | Leiterin | applied 2025-03-03, offer >=2025-03-03"],
    ),
    "headings in two rows": (
        """Who,,Dates,,
Company,Role,Applied,Rejected,Where
Nordlicht,Analyst,2025-03-03,2025-03-20,Lisbon
""",
        ["Nordlicht | Analyst | applied 2025-03-03, rejected 2025-03-20"],
    ),
    "headings divided below": (
        """Company,Role,Applied,Interview,
,,,First,Second
Nordlicht,Analyst,2025-03-03,2025-03-10,2025-03-17
""",
        ["Nordlicht | Analyst | applied 2025-03-03, interview 2025-03-10, interview 2025-03-17"],
    ),
    "no headings": (
        """Nordlicht,Data Analyst,2025-03-03,rejected
Corvo,Support Engineer,2025-03-04,applied
Luma,Data Engineer,2025-03-05,interview
""",
        ["Nordlicht | Data Analyst | applied 2025-03-03, rejected >=2025-03-03",
         "Corvo | Support Engineer | applied 2025-03-04",
         "Luma | Data Engineer | applied 2025-03-05, interview >=2025-03-05"],
    ),
    "sections and sums among the rows": (
        """Company,Role,Applied,Status
March 2025,,,
Nordlicht,Analyst,2025-03-03,Rejected
Company,Role,Applied,Status
Week 14,,,
Corvo,Engineer,2025-04-04,Applied
Total,2,,
""",
        ["Nordlicht | Analyst | applied 2025-03-03, rejected >=2025-03-03", "Corvo | Engineer | applied 2025-04-04"],
    ),
    "Markdown": (
        """| Company | Role | Applied | Status |
|---|:---:|---|---|
| [Nordlicht](https://nordlicht.example/1) | Analyst | 3 Mar 2025 | **Rejected** |
| Corvo | Engineer | 4 Mar 2025 | |
""",
        ["Nordlicht | Analyst | applied 2025-03-03, rejected >=2025-03-03", "Corvo | Engineer | applied 2025-03-04"],
    ),
    "HTML": (
        """<table><tr><th>Azienda</th><th>Ruolo</th><th>Data candidatura</th><th>Esito</th></tr>
<tr><td><a href="https://corvo.example">Corvo</a></td><td>Impiegata</td><td>03/03/2025</td><td>Nessuna risposta</td></tr>
<tr><td>Luma</td><td>Tecnico</td><td>25/03/2025</td><td>Scartata</td></tr></table>""",
        ["Corvo | Impiegata | applied 2025-03-03", "Luma | Tecnico | applied 2025-03-25, rejected >=2025-03-25"],
    ),
    "Dutch": (
        """Werkgever;Functie;Gesolliciteerd op;Reactie
Duin BV;Medewerker;maandag 3 maart 2025;Afgewezen
Golf;Adviseur;4 mrt 2025;geen reactie
""",
        ["Duin BV | Medewerker | applied 2025-03-03, rejected >=2025-03-03", "Golf | Adviseur | applied 2025-03-04"],
    ),
    "Portuguese": (
        """Empresa;Vaga;Data da candidatura;Retorno;Situação
Serra;Analista;03/03/2025;18/03/2025;Reprovada
Mar;Engenheira;05/04/2025;;Aguardando resposta
""",
        ["Serra | Analista | applied 2025-03-03, rejected 2025-03-18", "Mar | Engenheira | applied 2025-04-05"],
    ),
    "Indonesian": (
        """Perusahaan,Posisi,Tanggal melamar,Hasil
Awan,Staf data,3 Maret 2025,Tidak lolos
Ombak,Analis,5 April 2025,Belum ada kabar
Bukit,Pengembang,6 April 2025,Wawancara
""",
        ["Awan | Staf data | applied 2025-03-03, rejected >=2025-03-03", "Ombak | Analis | applied 2025-04-05",
         "Bukit | Pengembang | applied 2025-04-06, interview >=2025-04-06"],
    ),
    "Polish": (
        """Firma;Stanowisko;Data aplikacji;Status
Chmura;Specjalistka;3 marca 2025;Odrzucono
Fala;Programistka;2025-04-05;Brak odpowiedzi
""",
        ["Chmura | Specjalistka | applied 2025-03-03, rejected >=2025-03-03", "Fala | Programistka | applied 2025-04-05"],
    ),
    "Swedish": (
        """Företag;Tjänst;Ansökningsdatum;Svar
Moln;Handläggare;3 mars 2025;Avslag
Våg;Utvecklare;2025-04-05;Intervju
""",
        ["Moln | Handläggare | applied 2025-03-03, rejected >=2025-03-03",
         "Våg | Utvecklare | applied 2025-04-05, interview >=2025-04-05"],
    ),
    "rows without an employer": (
        """Role,Company,Applied,Notes
Data Analyst,,2025-03-03,by an agency
,Corvo,2025-03-04,
Night porter,N/A,,
""",
        ["- | Data Analyst | applied 2025-03-03", "Corvo | - | applied 2025-03-04", "- | Night porter | -"],
    ),
    "two columns of dates and a bare status": (
        """Company;Job;Sent;Status date;Status
Nordlicht;Analyst;2025-03-03;2025-03-20;declined
Corvo;Engineer;2025-03-04;2025-03-21;pending
""",
        ["Nordlicht | Analyst | applied 2025-03-03, rejected 2025-03-20", "Corvo | Engineer | applied 2025-03-04"],
    ),
    "colours for statuses": (
        """Firma,Position,Beworben,Stand
Nordlicht,Analystin,2025-03-03,rot
Corvo,Ingenieurin,2025-03-04,gelb
""",
        ["Nordlicht | Analystin | applied 2025-03-03, rejected >=2025-03-03", "Corvo | Ingenieurin | applied 2025-03-04"],
    ),
    "a day that is a month": (
        """Company,Role,Applied,Status
Nordlicht,Analyst,March 2025,Ghosted
Corvo,Engineer,04/2025,Ghosted
""",
        ["Nordlicht | Analyst | applied >=2025-03-01", "Corvo | Engineer | applied >=2025-04-01"],
    ),
    "years left out, with a January to come": (
        """Company,Role,Applied,OA,Phone,Onsite,Offer,Result
Nordlicht,Analyst,9/12,9/15,9/20,10/3,,Rejected 10/10
Corvo,Engineer,11/20,12/1,1/8,1/20,1/25,Accepted
""",
        ["Nordlicht | Analyst | applied 2024-09-12, assessment 2024-09-15, interview 2024-09-20, interview 2024-10-03,"
         " rejected 2024-10-10",
         "Corvo | Engineer | applied 2024-11-20, assessment 2024-12-01, interview 2025-01-08, interview 2025-01-20,"
         " offer 2025-01-25, accepted >=2025-01-25"],
    ),
    "the order named by the heading": (
        "Company,Role,Date Applied (MM/DD/YYYY),Rejected?\nNordlicht,Analyst,3/4/2025,Y\n",
        ["Nordlicht | Analyst | applied 2025-03-04, rejected >=2025-03-04"],
    ),
    "hour of a talk": (
        """Company,Role,Applied,1st interview,2nd interview,Final answer,Status
Nordlicht,Analyst,03/03/2025,13/03/2025 17:00,20/03/2025 9h30,20/03/2025,Turn down
Corvo,Engineer,04/03/2025,,,25/03/2025,Rejected
""",
        ["Nordlicht | Analyst | applied 2025-03-03, interview 2025-03-13 17:00, interview 2025-03-20 09:30,"
         " withdrawn 2025-03-20", "Corvo | Engineer | applied 2025-03-04, rejected 2025-03-25"],
    ),
    "figures at the right, longer than the table": (
        """Company,Position,Date Applied,Response,,Summary,
Nordlicht,Data Analyst,03/13/2025,Rejected,,Applied,2
Corvo,Engineer,03/14/2025,No response,,Rejected,1
,,,,,Interviews,0
,,,,,Offers,0
""",
        ["Nordlicht | Data Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "figures above the table": (
        """Job Search 2025,,,,,
Total Applications,45,Rejected,20,Interviews,3
Response rate,12%,,,,
,,,,,
Company,Title,Applied,Status,Link,Notes
Nordlicht,Data Analyst,13 Mar 2025,Rejected,https://x.example/1,
Corvo,Engineer,14 Mar 2025,Applied,https://x.example/2,ok
""",
        ["Nordlicht | Data Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "check marks per stage": (
        """Company,Role,Date,Applied,Phone Screen,Onsite,Offer,Rejected
Nordlicht,Analyst,2025-03-13,✅,✅,,,❌
Corvo,Engineer,2025-03-14,✅,,,,
Luma,Designer,2025-03-15,✅,✅,✅,✅,
""",
        ["Nordlicht | Analyst | applied 2025-03-13, interview >=2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14",
         "Luma | Designer | applied 2025-03-15, interview >=2025-03-15, interview >=2025-03-15, offer >=2025-03-15"],
    ),
    "yes/no columns with question marks": (
        """Company Name,Job Title,Date Applied,Heard Back?,Interview?,Offer?,Rejected?
Nordlicht,Analyst,3/13/25,Yes,Yes,No,Yes
Corvo,Engineer,3/14/25,No,No,No,No
Luma,Designer,3/15/25,Y,N,N,Y
""",
        ["Nordlicht | Analyst | applied 2025-03-13, interview >=2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14",
         "Luma | Designer | applied 2025-03-15, rejected >=2025-03-15"],
    ),
    "dates in notes are no events": (
        """Company,Role,Date Applied,Status,Notes,Follow up,Deadline
Nordlicht,Analyst,2025-03-13,Rejected 3/20,spoke to Mira on 3/15 about the rejection,2025-03-27,2025-04-30
Corvo,Engineer,2025-03-14,Applied,call back 1 April,2025-03-28,2025-05-01
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected 2025-03-20",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "days that are not quite sure": (
        """Company,Role,Applied,Status
Nordlicht,Analyst,~3/13/2025,Rejected
Corvo,Engineer,3/14/2025?,
Luma,Clerk,3/15/2025 (approx),
Sole,Cook,c. 3/16/2025,
Brume,Nurse,Applied 3/17/2025,
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14",
         "Luma | Clerk | applied 2025-03-15",
         "Sole | Cook | applied 2025-03-16",
         "Brume | Nurse | applied 2025-03-17"],
    ),
    "a log for the office": (
        """Date of Contact,Employer Name,Address,Phone,Person Contacted,Method of Contact,Type of Work Sought,Result
3/13/2025,Nordlicht,1 High St,555-0100,Mira,Online,Analyst,No openings
3/14/2025,Corvo,2 High St,555-0101,Jonas,In person,Engineer,Application submitted
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "figures below the table": (
        """Company,Role,Date,Status
Nordlicht,Analyst,3/13/2025,Rejected
Corvo,Engineer,3/14/2025,
,,,
Total Applications,2,,
Rejections:,1,,50%
Response Rate,50%,,
Average days to response: 7,,,
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "statuses with their days": (
        """Company,Role,Date,Status
Nordlicht,Analyst,3/13/2025,Rejected (3/20)
Corvo,Engineer,3/14/2025,"Phone screen 3/21; Rejected 4/1"
Luma,Clerk,3/15/2025,"1st round - 22 Mar
2nd round - 29 Mar
Rejected - 3 Apr"
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected 2025-03-20",
         "Corvo | Engineer | applied 2025-03-14, interview 2025-03-21, rejected 2025-04-01",
         "Luma | Clerk | applied 2025-03-15, interview 2025-03-22, interview 2025-03-29, rejected 2025-04-03"],
    ),
    "French, months by name": (
        """Société;Intitulé du poste;Envoyée le;Relance;Réponse;Commentaire
Brume;Analyste;13 févr. 2025;27 févr. 2025;Négative;RAS
Sève;Chargée;1er avr. 2025;;Pas de réponse;
Lune;Cheffe;lundi 5 mai 2025;;Entretien le 12/05;
""",
        ["Brume | Analyste | applied 2025-02-13, rejected >=2025-02-13",
         "Sève | Chargée | applied 2025-04-01",
         "Lune | Cheffe | applied 2025-05-05, interview 2025-05-12"],
    ),
    "German, as an office wants it": (
        """Nr.;Unternehmen;Position;Ansprechpartner;Datum der Bewerbung;Art;Eingangsbestätigung;Vorstellungsgespräch;Zu-/Absage;Bemerkung
1;Nordlicht;Analystin;Frau Sand;13.03.25;Online;14.03.25;20.03.25;Absage 27.03.25;
2;Hafen;Controllerin;;14.03.25;E-Mail;;;;keine Rückmeldung
3;Sole;Referentin;Herr Jona;15.03.25;Post;16.03.25;;Zusage;
""",
        ["Nordlicht | Analystin | applied 2025-03-13, acknowledged 2025-03-14, interview 2025-03-20, rejected 2025-03-27",
         "Hafen | Controllerin | applied 2025-03-14",
         "Sole | Referentin | applied 2025-03-15, acknowledged 2025-03-16, offer >=2025-03-16"],
    ),
    "days that a program wrote as midnight in Greenwich": (
        """Company,Role,Applied At,Status
Nordlicht,Analyst,2025-03-13T00:00:00.000Z,Rejected
Corvo,Engineer,2025-03-14T00:00:00.000Z,
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "statuses in capitals": (
        """Job Title,Company Name,Job URL,Applied Date,Status,Salary,Location
Analyst,Nordlicht,https://x.example/1,2025-03-13,REJECTED,"$60,000 - $80,000",Remote
Engineer,Corvo,https://x.example/2,2025-03-14,APPLIED,,
Clerk,Luma,https://x.example/3,2025-03-15,SCREEN,,
Cook,Sole,https://x.example/4,2025-03-16,INTERVIEWING,,
Nurse,Brume,https://x.example/5,2025-03-17,OFFER,,
Saved one,Later,https://x.example/6,,SAVED,,
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14",
         "Luma | Clerk | applied 2025-03-15, interview >=2025-03-15",
         "Sole | Cook | applied 2025-03-16, interview >=2025-03-16",
         "Brume | Nurse | applied 2025-03-17, offer >=2025-03-17",
         "Later | Saved one | -"],
    ),
    "Czech": (
        """Firma;Pozice;Datum odeslání;Stav
Nordlicht;Analytik;13. 3. 2025;Zamítnuto
Corvo;Inženýr;1. 4. 2025;
""",
        ["Nordlicht | Analytik | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Inženýr | applied 2025-04-01"],
    ),
    "Turkish": (
        """Şirket;Pozisyon;Başvuru tarihi;Durum
Nordlicht;Analist;13 Mart 2025;Reddedildi
Corvo;Mühendis;1 Nisan 2025;Beklemede
Luma;Uzman;13.05.2025;Mülakat
""",
        ["Nordlicht | Analist | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Mühendis | applied 2025-04-01",
         "Luma | Uzman | applied 2025-05-13, interview >=2025-05-13"],
    ),
    "Russian": (
        """Компания;Должность;Дата отклика;Статус
Nordlicht;Аналитик;13 марта 2025;Отказ
Corvo;Инженер;01.04.2025;Ожидание
Luma;Дизайнер;02.05.2025;Собеседование
""",
        ["Nordlicht | Аналитик | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Инженер | applied 2025-04-01",
         "Luma | Дизайнер | applied 2025-05-02, interview >=2025-05-02"],
    ),
    "Japanese": (
        """会社名,職種,応募日,ステータス
ノルド,アナリスト,2025年3月13日,不採用
コルボ,エンジニア,2025/4/1,書類選考中
""",
        ["ノルド | アナリスト | applied 2025-03-13, rejected >=2025-03-13",
         "コルボ | エンジニア | applied 2025-04-01"],
    ),
    "Danish": (
        """Virksomhed;Stilling;Ansøgt;Svar
Nordlicht;Analytiker;13. marts 2025;Afslag
Corvo;Ingeniør;1. april 2025;
Luma;Designer;5. maj 2025;Samtale
""",
        ["Nordlicht | Analytiker | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Ingeniør | applied 2025-04-01",
         "Luma | Designer | applied 2025-05-05, interview >=2025-05-05"],
    ),
    "Finnish": (
        """Yritys;Tehtävä;Haettu;Tila
Nordlicht;Analyytikko;13.3.2025;Hylätty
Corvo;Insinööri;14. maaliskuuta 2025;Haastattelu
""",
        ["Nordlicht | Analyytikko | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Insinööri | applied 2025-03-14, interview >=2025-03-14"],
    ),
    "days among words": (
        """Company,Role,Applied,Interview Date(s),Outcome
Nordlicht,Analyst,Yes - 3/13/2025,"3/20, 3/27",Rejected 4/1
Corvo,Engineer,3/14/2025 - via referral,,Ghosted (30 days)
Luma,Clerk,not yet,,
""",
        ["Nordlicht | Analyst | applied 2025-03-13, interview 2025-03-20, interview 2025-03-27, rejected 2025-04-01",
         "Corvo | Engineer | applied 2025-03-14",
         "Luma | Clerk | -"],
    ),
    "how far it got, and how it ended": (
        """Company,Role,Applied,Stage Reached,Outcome
Nordlicht,Analyst,2025-03-13,Phone Screen,Rejected
Corvo,Engineer,2025-03-14,Applied,Pending
""",
        ["Nordlicht | Analyst | applied 2025-03-13, interview >=2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "noes before and after a talk": (
        """Company,Role,Applied,Rejected before interview,Interviewed,Rejected after interview,Offer
Nordlicht,Analyst,2025-03-13,TRUE,FALSE,FALSE,FALSE
Corvo,Engineer,2025-03-14,FALSE,TRUE,TRUE,FALSE
Luma,Clerk,2025-03-15,FALSE,FALSE,FALSE,FALSE
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14, interview >=2025-03-14, rejected >=2025-03-14",
         "Luma | Clerk | applied 2025-03-15"],
    ),
    "weekdays, before and behind": (
        """Firma;Stelle;Bewerbung;Antwort
Nordlicht;Analystin;Do, 13.03.2025;Absage am Mo. 17.03.
Corvo;Köchin;Fr 14.03.2025;
Luma;Leiterin;15.03.25 (Sa);offen
""",
        ["Nordlicht | Analystin | applied 2025-03-13, rejected 2025-03-17",
         "Corvo | Köchin | applied 2025-03-14",
         "Luma | Leiterin | applied 2025-03-15"],
    ),
    "the first heading left out": (
        """,Role,Date applied,Status
Nordlicht,Analyst,3/13/2025,Rejected
Corvo Foods,Engineer,3/14/2025,
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo Foods | Engineer | applied 2025-03-14"],
    ),
    "a formula that links": (
        """Company,Role,Applied,Status
"=HYPERLINK(""https://x.example/1"",""Nordlicht"")",Analyst,2025-03-13,Rejected
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13"],
    ),
    "Notion, with cards of another table": (
        '''Role,Company,Stage,Date Applied
Analyst,Nordlicht (https://www.notion.so/Nordlicht-0a1b2c3d?pvs=21),❌ Rejected,"March 13, 2025"
Engineer,Corvo (Companies%20db/Corvo%2012ab.md),📝 Applied,"March 14, 2025"
''',
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "quotes around whole lines": (
        '''"Company,Role,Applied,Status"
"Nordlicht,Analyst,2025-03-13,Rejected"
"Corvo,Engineer,2025-03-14,"
''',
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "a column for each step of a firm": (
        """Company,Title,Applied,Recruiter Screen,Hiring Manager,Panel,Take-home,Final,Decision,Decision Date
Nordlicht,Analyst,3/13,3/18,3/25,4/2,3/28,4/10,Rejected,4/15
Corvo,Engineer,3/14,3/20,,,,,Withdrew,3/22
""",
        ["Nordlicht | Analyst | applied 2025-03-13, interview 2025-03-18, interview 2025-03-25, assessment 2025-03-28, interview 2025-04-02, interview 2025-04-10, rejected 2025-04-15",
         "Corvo | Engineer | applied 2025-03-14, interview 2025-03-20, withdrawn 2025-03-22"],
    ),
    "British, for public bodies": (
        """Employer,Job title,Closing date,Date applied,Shortlisted?,Interview date,Outcome,Feedback
Nordlicht NHS Trust,Band 5 Analyst,10/03/2025,03/03/2025,Yes,24/03/2025,Unsuccessful,scored 60
Corvo Council,Officer,12/03/2025,04/03/2025,No,,Not shortlisted,
""",
        ["Nordlicht NHS Trust | Band 5 Analyst | applied 2025-03-03, interview 2025-03-24, rejected >=2025-03-24",
         "Corvo Council | Officer | applied 2025-03-04, rejected >=2025-03-04"],
    ),
    "German, for the job centre": (
        """Eigenbemühungen März 2025;;;;;
Lfd. Nr.;Datum;Firma / Ansprechpartner;Tätigkeit;Art der Bewerbung;Ergebnis
1;03.03.;Nordlicht GmbH, Frau Sand;Verkäuferin;schriftlich;Absage
2;04.03.;Corvo AG;Kassiererin;telefonisch;noch offen
""",
        ["Nordlicht GmbH, Frau Sand | Verkäuferin | applied 2025-03-03, rejected >=2025-03-03",
         "Corvo AG | Kassiererin | applied 2025-03-04"],
    ),
    "French, for the office": (
        """Date;Entreprise;Poste visé;Moyen;Résultat;Relance
03/03/25;Brume SARL;Vendeuse;mail;refus le 10/03;
25/03/25;Sève;Caissière;site;;02/04
""",
        ["Brume SARL | Vendeuse | applied 2025-03-03, rejected 2025-03-10",
         "Sève | Caissière | applied 2025-03-25"],
    ),
    "stars around headings": (
        """Company*,Position*,**Date**,Status (dropdown)
Nordlicht,Analyst,3/13/2025,"rejected - ""not enough X"", sad"
Corvo,Engineer,3/14/2025,Applied; waiting
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "the newest first, years left out": (
        """Company,Role,Applied,Status
Sole,Cook,1/5,
Luma,Clerk,12/28,Rejected
Corvo,Engineer,12/2,
Nordlicht,Analyst,11/20,Rejected
""",
        ["Sole | Cook | applied 2025-01-05",
         "Luma | Clerk | applied 2024-12-28, rejected >=2024-12-28",
         "Corvo | Engineer | applied 2024-12-02",
         "Nordlicht | Analyst | applied 2024-11-20, rejected >=2024-11-20"],
    ),
    "pay that could be a day": (
        """Company,Position,Comp,Applied
Nordlicht,Analyst,45000,3/13/2025
Corvo,Engineer,50000,3/14/2025
""",
        ["Nordlicht | Analyst | applied 2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
    "LinkedIn, what was saved": (
        """Saved Date,Job Url,Job Title,Company Name
"3/13/25, 9:05 AM",http://www.linkedin.com/jobs/view/1,Analyst,Nordlicht
""",
        ["Nordlicht | Analyst | -"],
    ),
    "answers of a form": (
        """Timestamp,Company Name,Job Title,Job Link,How did you find it?,Any response?
3/13/2025 14:30:22,Nordlicht,Analyst,https://x.example/1,LinkedIn,Rejected
3/14/2025 9:05:01,Corvo,Engineer,https://x.example/2,Indeed,
""",
        ["Nordlicht | Analyst | applied 2025-03-13, rejected >=2025-03-13",
         "Corvo | Engineer | applied 2025-03-14"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_it_is_read(name: str) -> None:
    text, expected = LAYOUTS[name]
    assert said(text) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize(
    "name", ["French, days of several steps", "German, semicolon, title and blank lines above"]
)
def test_in_any_encoding(name: str, encoding: str) -> None:
    text, expected = LAYOUTS[name]
    assert said(text.replace("\n", "\r\n").encode(encoding)) == expected


@pytest.mark.parametrize(
    "row", ["Total Energies;;13.03.2025;", "TOTAL;;;", "Media Markt;;13.03.2025;", "Count Basie Theatre;;;"]
)
def test_an_employer_whose_name_is_a_word_for_a_sum_is_no_sum(row: str) -> None:
    found = said(f"Firma;Stelle;Beworben am;Status\nCorvo;Köchin;12.03.2025;\n{row}\n")
    assert found[1].startswith(row.partition(";")[0])


def test_a_day_without_an_hour_stays_that_day_west_of_greenwich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saying, "ZONE", ZoneInfo("America/Los_Angeles"))
    text, expected = LAYOUTS["days that a program wrote as midnight in Greenwich"]
    assert said(text) == expected


def test_a_box_that_says_not_applied_makes_no_application_of_the_date() -> None:
    assert said(
        "Company,Role,Date,Applied\nNordlicht,Analyst,2025-03-03,TRUE\nCorvo,Cook,2025-03-04,FALSE\n"
    ) == [
        "Nordlicht | Analyst | applied 2025-03-03",
        "Corvo | Cook | -",
    ]


def test_pay_is_no_day_where_no_column_says_that_it_is_one() -> None:
    assert said(
        "Company,Position,Comp,Status\nNordlicht,Analyst,45000,Rejected\nCorvo,Engineer,50000,Applied\n"
    ) == [
        "Nordlicht | Analyst | rejected <=2025-06-01",
        "Corvo | Engineer | -",
    ]


def test_where_a_formula_leads_is_kept() -> None:
    text, _expected = LAYOUTS["a formula that links"]
    assert saying.telling(text).told[0].fields["url"] == "https://x.example/1"
