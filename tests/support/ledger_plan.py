"""What the example's ledger is made from: the cost centres of each programme area, what they use in a year, and what went otherwise.

Amounts are in millions of kroner and only say how large the parts are beside each other: they are scaled so that each area comes to its frame.
"""

SALARY = {"101000": 0.74, "102000": 0.05, "104000": 0.02, "109000": 0.09, "109900": 0.10}
"""How pay is divided: fixed pay, temporary staff, overtime, pension, employer's contribution."""

AREAS = {
    "grunnskoleopplaering": (
        ("1100", "Barneskoler", "202", {"pay": 880, "110000": 28, "119000": 150, "170000": -42}),
        ("1110", "Ungdomsskoler", "202", {"pay": 410, "110000": 16, "119000": 72, "170000": -18}),
        ("1120", "Skolefritidsordningen", "215", {"pay": 150, "110000": 9, "160000": -138}),
        ("1130", "Skoleskyss", "223", {"117000": 34, "170000": -2}),
        ("1140", "Elever i andre kommuner og private skoler", "202", {"135000": 18, "137000": 34}),
    ),
    "barnehager": (
        ("1200", "Kommunale barnehager", "201", {"pay": 470, "110000": 20, "160000": -88, "170000": -14}),
        ("1210", "Tilskudd til private barnehager", "201", {"137000": 760}),
        ("1220", "Styrket tilbud til førskolebarn", "211", {"pay": 92, "170000": -6}),
        ("1230", "Barnehagelokaler", "221", {"119000": 54, "118000": 8}),
    ),
    "barnevern": (
        ("1300", "Barneverntjenesten", "244", {"pay": 76, "110000": 4, "127000": 5}),
        ("1310", "Tiltak i hjemmet", "251", {"pay": 18, "127000": 14}),
        ("1320", "Tiltak utenfor hjemmet", "252", {"105000": 42, "130000": 70, "170000": -14}),
    ),
    "pleie-og-omsorg": (
        ("2100", "Bo- og behandlingssentre", "253", {"pay": 860, "110000": 60, "119000": 88, "160000": -172}),
        ("2110", "Kjøp av plasser", "253", {"137000": 210}),
        ("2120", "Hjemmetjenesten", "254", {"pay": 520, "110000": 18, "127000": 22, "160000": -16}),
        ("2130", "Boliger med heldøgns tjenester", "254", {"pay": 640, "110000": 18, "170000": -64}),
        ("2140", "Dagsentre og aktivitet", "234", {"pay": 118, "110000": 14, "160000": -6}),
    ),
    "sosialtjeneste-og-bolig": (
        ("2200", "NAV, sosialtjenesten", "242", {"pay": 92, "110000": 5}),
        ("2210", "Økonomisk sosialhjelp", "281", {"147000": 172, "170000": -9}),
        ("2220", "Boliger til vanskeligstilte", "265", {"119000": 84, "118000": 12, "163000": -76}),
        ("2230", "Rus og psykisk helse", "243", {"pay": 74, "135000": 14}),
    ),
    "kommunehelse": (
        ("2300", "Legetjenester", "241", {"pay": 88, "145000": 64, "170000": -8}),
        ("2310", "Helsestasjoner og skolehelsetjenesten", "232", {"pay": 112, "110000": 6}),
        ("2320", "Fysioterapi og ergoterapi", "241", {"pay": 62, "145000": 24}),
    ),
    "kultur-og-fritid": (
        ("3100", "Kulturhus og kino", "373", {"pay": 38, "110000": 16, "160000": -32}),
        ("3110", "Bibliotekene", "370", {"pay": 46, "110000": 14, "119000": 9}),
        ("3120", "Idrettsanlegg", "381", {"pay": 30, "118000": 22, "120000": 24, "163000": -12}),
        ("3130", "Tilskudd til kultur og idrett", "385", {"147000": 58}),
        ("3140", "Kulturskolen", "383", {"pay": 42, "110000": 4, "160000": -13}),
    ),
    "kirke": (("3200", "Den norske kirke", "390", {"147000": 74}), ("3210", "Andre trossamfunn", "392", {"147000": 13})),
    "fysisk-planlegging": (
        ("3300", "Plan- og bygningstjenesten", "301", {"pay": 82, "110000": 8, "162000": -52}),
        ("3310", "Kart og oppmåling", "303", {"pay": 26, "162000": -18}),
        ("3320", "Natur og nærmiljø", "360", {"pay": 34, "123000": 24}),
    ),
    "brann-og-ulykkesvern": (("3400", "Asker og Bærum brann og redning", "339", {"138000": 93}),),
    "samferdsel": (
        ("3500", "Drift av veier", "332", {"pay": 18, "123000": 30, "127000": 9, "163000": -14}),
        ("3510", "Vintervedlikehold", "332", {"123000": 28}),
        ("3520", "Veilys", "332", {"118000": 10}),
    ),
    "renovasjon-og-avfall": (("3600", "Innsamling og behandling av avfall", "355", {"pay": 16, "127000": 128, "110000": 4, "164000": -153}),),
    "vann-og-avlop": (
        ("3700", "Vann", "345", {"pay": 34, "123000": 42, "118000": 9, "164000": -84}),
        ("3710", "Avløp", "353", {"pay": 28, "138000": 62, "123000": 24, "164000": -105}),
    ),
    "transport": (("3800", "Transport og maskiner", "120", {"pay": 32, "117000": 24, "120000": 10, "165000": -76}),),
    "administrasjon": (
        ("4100", "Økonomi, HR og fellestjenester", "120", {"pay": 188, "110000": 24, "127000": 30}),
        ("4110", "Digitalisering og IT", "120", {"pay": 74, "119500": 128, "120000": 30}),
        ("4120", "Politisk styring", "100", {"108000": 19, "110000": 7}),
        ("4130", "Eiendomsforvaltning", "121", {"pay": 92, "118000": 74, "123000": 118, "126000": 34, "163000": -98}),
        ("4140", "Kommunikasjon og innbyggerservice", "120", {"pay": 46, "110000": 9}),
    ),
}
"""By programme area: cost centre, its name, its function, and what it uses and earns; `pay` is divided as SALARY."""

UNIT_OF = {"3300": "plan-og-bygning", "3400": "asker-og-baerum-brann"}
"""Cost centres that a unit below the programme area answers for."""

PAY_MONTHS = (84, 84, 84, 84, 84, 60, 84, 88, 88, 88, 87, 85)
WINTER_MONTHS = (150, 140, 115, 80, 55, 40, 35, 40, 55, 80, 100, 110)
QUARTER_MONTHS = (250, 0, 0, 250, 0, 0, 250, 0, 0, 250, 0, 0)
SNOW_MONTHS = (240, 230, 150, 30, 0, 0, 0, 0, 0, 20, 130, 200)
EVEN_MONTHS = (1,) * 12

OTHERWISE = (
    ("1200", "160000", (3, 4), 0.45, "Barnehagene var stengt i mars og april"),
    ("1200", "170000", (6,), 2.6, "Kompensasjon for stengte barnehager"),
    ("1120", "160000", (3, 4, 5), 0.55, "Skolefritidsordningen var stengt"),
    ("1320", "130000", tuple(range(1, 13)), 1.21, "Flere barn i fosterhjem og institusjon"),
    ("1320", "105000", tuple(range(5, 13)), 1.09, "Flere barn i fosterhjem"),
    ("2120", "102000", tuple(range(3, 13)), 1.6, "Vikarer for ansatte i karantene"),
    ("2120", "104000", tuple(range(3, 13)), 1.9, "Overtid for ansatte i karantene"),
    ("2100", "110000", tuple(range(3, 10)), 1.25, "Smittevernutstyr"),
    ("2110", "137000", tuple(range(1, 13)), 0.96, "Færre kjøpte plasser"),
    ("2210", "147000", tuple(range(4, 13)), 1.07, "Flere mottakere av sosialhjelp"),
    ("3100", "160000", (3, 4, 5, 6, 11, 12), 0.25, "Kulturhuset og kinoen var stengt"),
    ("3510", "123000", (1, 2, 3), 0.62, "Mild vinter"),
    ("4130", "118000", tuple(range(1, 10)), 0.8, "Lav strømpris"),
    ("3300", "162000", tuple(range(4, 9)), 0.82, "Færre byggesaker"),
)
"""What went otherwise in 2020: cost centre, account, months, how much of the usual, and why. Made for the example."""

BUILDING, COMPENSATION, COMPENSATION_FUNCTION = "023000", "072900", "841"
"""The accounts of what a project is built for, and of the value added tax that comes back, which stands on a function of its own."""

PROJECTS = (
    ("5001", "Levre barneskole med idrettshall", "1100", "222", 150, 0.96, 140),
    ("5002", "Oksenøya senter: barneskole, barnehage og flerbrukshall", "1100", "222", 300, 0.72, 90),
    ("5003", "Bekkestua ungdomsskole: kapasitetsutvidelse", "1110", "222", 60, 1.0, 12),
    ("5010", "Jarenga barnehage", "1230", "221", 60, 0.88, 8),
    ("5020", "Carpe Diem demenslandsby", "2100", "261", 140, 1.12, 260),
    ("5021", "Lindelia bo- og behandlingssenter", "2100", "261", 80, 0.94, 35),
    ("5030", "Asker og Bærum krisesenter", "2220", "265", 30, 0.5, 2),
    ("5040", "Bærum idrettspark: svømmeanlegg", "3120", "381", 200, 0.66, 25),
    ("5041", "Bærum idrettspark: friidrettsanlegg", "3120", "381", 60, 1.07, 18),
    ("5050", "Sykkel handlingsplan", "3500", "332", 29.3, 0.9, 24),
    ("5060", "Isi: garasjeanlegg, verksted og besøkssenter", "3600", "355", 30, 0.8, 5),
)
"""Investments: project, name, cost centre, function, budget of the year, how much of it was used, and what was used the year before, in millions. The
names and the first of the amounts are those of the economy's example."""

TEXTS = {
    BUILDING: "Byggetjenester og nybygg",
    COMPENSATION: "Kompensasjon for merverdiavgift",
    "101000": "Fastlønn",
    "102000": "Vikarlønn",
    "104000": "Overtid",
    "105000": "Godtgjørelse til fosterforeldre",
    "108000": "Godtgjørelse til folkevalgte",
    "109000": "Pensjon",
    "109900": "Arbeidsgiveravgift",
    "110000": "Forbruksmateriell",
    "117000": "Transport",
    "118000": "Strøm og oppvarming",
    "119000": "Husleie",
    "119500": "Lisenser og avgifter",
    "120000": "Utstyr",
    "123000": "Vedlikehold",
    "126000": "Renhold og vakthold",
    "127000": "Konsulenter og andre tjenester",
    "130000": "Kjøp fra staten",
    "135000": "Kjøp fra kommuner",
    "137000": "Kjøp fra private",
    "138000": "Kjøp fra interkommunalt selskap",
    "145000": "Driftstilskudd",
    "147000": "Tilskudd",
    "160000": "Brukerbetaling",
    "162000": "Gebyrer",
    "163000": "Husleie og utleie",
    "164000": "Årsgebyrer",
    "165000": "Salg av tjenester",
    "170000": "Refusjon fra staten",
}
