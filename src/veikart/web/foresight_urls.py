"""The addresses of the long view."""

from django.urls import path

from veikart.web.pages.foresight import (
    areas,
    economy,
    front,
    housing,
    importing,
    limits,
    needs,
    odds,
    population,
    runs,
    scenarios,
    schedule,
    scorecard,
)

urlpatterns = [
    path("framsyn/", front.show_front, name="foresight"),
    path("framsyn/befolkning/", population.show_population, name="foresight-population"),
    path("framsyn/boliger/", housing.show_housing, name="foresight-housing"),
    path("framsyn/boliger/prov/", housing.try_housing, name="foresight-try-housing"),
    path("framsyn/omrader/", areas.show_areas, name="foresight-areas"),
    path("framsyn/omrader/<key:area>/", areas.show_area, name="foresight-area"),
    path("framsyn/les-inn/", importing.show_import, name="foresight-import"),
    path("framsyn/behov/", needs.show_needs, name="foresight-needs"),
    path("framsyn/behov/<key:service>/", needs.show_need, name="foresight-need"),
    path("framsyn/okonomi/", economy.show_economy, name="foresight-economy"),
    path("framsyn/prov/", economy.try_levers, name="foresight-try"),
    path("framsyn/regler/", limits.show_limits, name="foresight-limits"),
    path("framsyn/scenarioer/", scenarios.show_scenarios, name="foresight-scenarios"),
    path("framsyn/scenarioer/lagre/", scenarios.save_scenario, name="save-scenario"),
    path("framsyn/scenarioer/<key:scenario>/", scenarios.show_scenario, name="foresight-scenario"),
    path("framsyn/investeringer/", schedule.show_schedule, name="foresight-schedule"),
    path("framsyn/investeringer/ta-inn/", schedule.take_order, name="take-schedule"),
    path("framsyn/treffsikkerhet/", scorecard.show_scorecard, name="foresight-scorecard"),
    path("framsyn/treffsikkerhet/bruk/", scorecard.use_earned, name="use-earned-uncertainties"),
    path("framsyn/odds/<slug:kind>/<path:subject>/<int:year>/", odds.show_odds, name="foresight-odds"),
    path("framsyn/kjoringer/", runs.show_runs, name="foresight-runs"),
    path("framsyn/kjoringer/ny/", runs.show_new_run, name="new-foresight-run"),
    path("framsyn/kjoringer/<int:number>/", runs.show_run, name="foresight-run"),
    path("framsyn/kjoringer/<int:number>/fremdrift/", runs.show_progress, name="foresight-run-progress"),
    path("framsyn/kjoringer/<int:number>/resultat.json", runs.send_result, name="foresight-run-result"),
    path("framsyn/kjoringer/<int:number>/avbryt/", runs.cancel, name="cancel-foresight-run"),
    path("framsyn/kjoringer/<int:number>/vis/", runs.publish, name="publish-foresight-run"),
]
