"""The addresses of the long view."""

from django.urls import path

from veikart.web.pages.foresight import front, needs, odds, runs

urlpatterns = [
    path("framsyn/", front.show_front, name="foresight"),
    path("framsyn/behov/", needs.show_needs, name="foresight-needs"),
    path("framsyn/behov/<key:service>/", needs.show_need, name="foresight-need"),
    path("framsyn/odds/<slug:kind>/<path:subject>/<int:year>/", odds.show_odds, name="foresight-odds"),
    path("framsyn/kjoringer/", runs.show_runs, name="foresight-runs"),
    path("framsyn/kjoringer/ny/", runs.show_new_run, name="new-foresight-run"),
    path("framsyn/kjoringer/<int:number>/", runs.show_run, name="foresight-run"),
    path("framsyn/kjoringer/<int:number>/fremdrift/", runs.show_progress, name="foresight-run-progress"),
    path("framsyn/kjoringer/<int:number>/resultat.json", runs.send_result, name="foresight-run-result"),
    path("framsyn/kjoringer/<int:number>/avbryt/", runs.cancel, name="cancel-foresight-run"),
    path("framsyn/kjoringer/<int:number>/vis/", runs.publish, name="publish-foresight-run"),
]
