"""Every address of the site with an example of each, and how many queries a page may make."""

PAGES = {
    "overview": ("/handlingsprogram/", 1),
    "sectors": ("/sektorer/", 1),
    "unit": ("/enhet/barn-og-unge/", 2),
    "measure": ("/tiltak/barnehager.ny-pedagognorm/", 2),
    "statement": ("/oppstillinger/1A/", 1),
    "ratios": ("/nokkeltall/", 1),
    "investments": ("/investeringer/", 1),
    "findings": ("/funn/", 1),
    "check": ("/kontroll/", 1),
    "table": ("/tabell/11.6/", 1),
    "figure": ("/tall/frame:barnehager@2020/", 1),
    "compare": ("/sammenlign/", 1),
    "search": ("/sok/?q=barnehage", 4),
    "rules": ("/regler/", 1),
    "about": ("/om/", 1),
    "download-table": ("/last-ned/tabell/form/1A.xlsx", 1),
}
REDIRECTS = {"home": ("/", 1), "statements": ("/oppstillinger/", 1)}
FILES = {"download": ("/last-ned/document/", 2)}
MORE = (
    "/enhet/barnehager/",
    "/enhet/kultur-og-fritid/?aar=2023",
    "/enhet/diverse-felles/",
    "/enhet/lonnsreserven/",
    "/tiltak/avstemming.kultur-og-fritid/",
    "/tiltak/skatt/",
    "/oppstillinger/drift/",
    "/oppstillinger/investering/",
    "/oppstillinger/1A/?apne=skatt&apne=sum-fordelt",
    "/oppstillinger/1B/?versjon=rammene-i-11.4",
    "/oppstillinger/2A/",
    "/oppstillinger/2B/",
    "/oppstillinger/5-4/",
    "/oppstillinger/5-4-2/?apne=barnehager.netto",
    "/oppstillinger/5-5/",
    "/oppstillinger/5-5-2/",
    "/oppstillinger/5-6/",
    "/tabell/4.3/",
    "/tabell/tekst-4.6.1/",
    "/tall/11.4:kultur-og-fritid.ny-ramme@2023/",
    "/tall/ratio:result_ratio@2020/",
    "/tall/ratio:result_ratio@2015/",
    "/tall/line:5-4:avskrivninger@2020/",
    "/tall/line:5-5:varige-driftsmidler@2018/",
    "/tall/line:drift:netto-driftsresultat@2021/",
    "/tall/line:drift:netto-driftsresultat@2021/?alle=1",
    "/tall/measure:avrunding.barnehager@2020/",
    "/sammenlign/?fra=regnskap-2018&til=budsjett-2019",
    "/sammenlign/?fra=radmannens-forslag&til=radmannens-forslag",
    "/sok/",
    "/sok/?q=finnesikke",
)

PLAN = {
    "wheels": ("/plan/arshjul/", 2),
    "wheels-calendar": ("/plan/arshjul.ics", 2),
    "strategy": ("/plan/planstrategi/", 2),
    "strategy-term": ("/plan/planstrategi/2019-2023/", 2),
    "land-use": ("/plan/arealstrategi/", 2),
    "land-use-geojson": ("/plan/arealstrategi.geojson", 2),
    "strategy-document": ("/plan/planstrategi/2023-2027/planstrategi.pdf", 2),
}
"""The pages of the plan, walked where the plan is published."""
ACTS = {
    "land-use-import": "/plan/arealstrategi/les-inn/",
    "start-process": "/plan/saker/begynn/",
    "advance-process": "/plan/saker/planstrategi-2023-2027/videre/",
}
"""Addresses that only take what is sent to them, by those who may."""

ECONOMY = {
    "economy": ("/okonomi/", ""),
    "economy-investments": ("/okonomi/investeringer/", ""),
    "economy-project": ("/okonomi/investeringer/oksenoya-skole/", ""),
    "economy-project-form": ("/okonomi/investeringer/oksenoya-skole/endre/", "change_economy"),
    "save-economy-project": ("/okonomi/investeringer/oksenoya-skole/lagre/", "change_economy"),
    "economy-financing": ("/okonomi/finansiering/", ""),
    "economy-loans": ("/okonomi/gjeld/", ""),
    "economy-funds": ("/okonomi/fond/", ""),
    "economy-fees": ("/okonomi/gebyr/", ""),
    "economy-fee-area": ("/okonomi/gebyr/vann/", ""),
    "economy-managed-fund": ("/okonomi/forvaltningsfondet/", ""),
    "economy-pensions": ("/okonomi/pensjon/", ""),
    "economy-grants": ("/okonomi/inntekter/", ""),
    "economy-demography": ("/okonomi/demografi/", ""),
    "economy-supervision": ("/okonomi/varsel/", ""),
    "adopt-economy": ("/okonomi/vedta/", "adopt_economy"),
    "economy-findings": ("/okonomi/funn/", ""),
    "economy-assumptions": ("/okonomi/forutsetninger/", ""),
    "save-assumptions": ("/okonomi/forutsetninger/lagre/", "change_economy"),
    "economy-postings": ("/okonomi/foring/", ""),
    "economy-sheets": ("/okonomi/ark/", ""),
    "economy-sheet": ("/okonomi/ark/prices/", ""),
    "economy-sheet-file": ("/okonomi/ark/prices/prices.csv", ""),
    "economy-effects": ("/okonomi/virkning/", ""),
    "carry-economy": ("/okonomi/virkning/ta-inn/", "carry_economy"),
    "show-working": ("/okonomi/arbeidsutgave/", "read_economy_draft"),
    "economy-try-moves": ("/okonomi/prov/", "read_economy_draft"),
    "economy-save-moves": ("/okonomi/flytt/", "move_projects"),
    "economy-calculation": ("/okonomi/regnestykke/prices/alle/price_index/2021/", ""),
    "economy-tables": ("/okonomi/tabeller/", ""),
    "economy-table": ("/okonomi/tabeller/settings/", ""),
    "new-economy-row": ("/okonomi/ny/assumptions/", "change_economy"),
    "edit-economy-row": ("/okonomi/rediger/settings/baerum/", "change_economy"),
    "economy-history": ("/okonomi/historikk/", "change_economy"),
    "undo-economy": ("/okonomi/angre/1/", "undo_economy"),
    "economy-import": ("/okonomi/les-inn/", "replace_economy"),
    "economy-workbook": ("/okonomi/okonomi.xlsx", ""),
    "economy-data": ("/okonomi/okonomi.zip", ""),
}
"""Every address of the economy, with the right that is asked for; empty where none is. Walked by test_economy.py."""
FORESIGHT = {
    "foresight": ("/framsyn/", ""),
}
"""The pages of the long view, with the right that they need."""
FORESIGHT_POST_ONLY: set[str] = set()
ECONOMY_POST_ONLY = {
    "carry-economy",
    "undo-economy",
    "adopt-economy",
    "save-assumptions",
    "show-working",
    "economy-try-moves",
    "economy-save-moves",
    "save-economy-project",
}
"""Those of them that only take what is sent."""
