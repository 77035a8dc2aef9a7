"""The addresses of the follow-up."""

from django.urls import path

from veikart.web.pages.follow_up import dashboards, editing, files, front, indicator, indicators, revision_acts, revision_proposals, revisions

urlpatterns = [
    path("oppfolging/", front.show_front, name="follow-up"),
    path("oppfolging/publiser/", front.publish, name="publish-follow-up"),
    path("oppfolging/indikatorer/", indicators.show_indicators, name="indicators"),
    path("oppfolging/indikatorer/<str:indicator_id>/", indicator.show_indicator, name="indicator"),
    path("oppfolging/mal/<str:element_id>/", dashboards.show_goal, name="goal-indicators"),
    path("oppfolging/enhet/<str:unit_id>/", dashboards.show_unit, name="unit-indicators"),
    path("oppfolging/tabeller/", editing.show_tables, name="follow-up-tables"),
    path("oppfolging/tabeller/<slug:table>/", editing.show_table, name="follow-up-table"),
    path("oppfolging/ny/<slug:table>/", editing.new_row, name="new-follow-up-row"),
    path("oppfolging/rediger/<slug:table>/<path:key>/", editing.edit_row, name="edit-follow-up-row"),
    path("oppfolging/historikk/", files.show_history, name="follow-up-history"),
    path("oppfolging/angre/<int:number>/", files.undo, name="undo-follow-up"),
    path("oppfolging/les-inn/", files.import_follow_up, name="follow-up-import"),
    path("oppfolging/oppfolging.xlsx", files.send_workbook, name="follow-up-workbook"),
    path("oppfolging/oppfolging.zip", files.send_data, name="follow-up-data"),
    path("oppfolging/revisjoner/", revisions.show_revisions, name="revisions"),
    path("oppfolging/revisjoner/forslag/ny/", revision_proposals.propose, name="propose-budget-change"),
    path("oppfolging/revisjoner/forslag/<str:key>/", revision_proposals.edit, name="edit-budget-change"),
    path("oppfolging/revisjoner/<str:revision>/", revisions.show_revision, name="revision"),
    path("oppfolging/revisjoner/<str:revision>/forslag/", revision_acts.gather, name="gather-proposals"),
    path("oppfolging/revisjoner/<str:revision>/legg-fram/", revision_acts.put_forward, name="put-forward-revision"),
    path("oppfolging/revisjoner/<str:revision>/vedtak/", revision_acts.decide, name="decide-revision"),
    path("oppfolging/revisjoner/<str:revision>/apne/", revision_acts.reopen, name="reopen-revision"),
    path("oppfolging/revisjoner/<str:revision>/ta-inn/", revision_acts.adopt, name="adopt-revision"),
    path("oppfolging/revisjoner/<str:revision>/ta-ut/", revision_acts.withdraw, name="withdraw-revision"),
]
