"""The addresses of the plan and of the people who work on it."""

from django.urls import path

from veikart.web.pages import people
from veikart.web.pages.plan import conflicts, editing, files, front, gaps, goals, history, organisation, outlining, register, roadmap, starting

urlpatterns = [
    path("plan/", front.show_front, name="plan"),
    path("plan/mal/", goals.show_goals, name="goals"),
    path("plan/mal/rediger/", outlining.show_outline, name="outline"),
    path("plan/mal/flytt/", outlining.move, name="move-element"),
    path("plan/mal/navn/<key:element_id>/", outlining.rename, name="rename-element"),
    path("plan/barekraftsmal/", goals.show_un_goals, name="un-goals"),
    path("plan/element/<key:element_id>/", goals.show_element, name="element"),
    path("plan/planer/", register.show_register, name="plans"),
    path("plan/planer/<key:plan_id>/", register.show_plan, name="plan-page"),
    path("plan/veikart/", roadmap.show_roadmap, name="roadmap"),
    path("plan/malkonflikter/", conflicts.show_conflicts, name="conflicts"),
    path("plan/organisasjon/", organisation.show_organisation, name="organisation"),
    path("plan/funn/", gaps.show_gaps, name="plan-findings"),
    path("plan/begynn/", starting.start_plan, name="start-plan"),
    path("plan/ny/<slug:table>/", editing.new_row, name="new-row"),
    path("plan/rediger/<slug:table>/<path:key>/", editing.edit_row, name="edit-row"),
    path("plan/historikk/", history.show_history, name="plan-history"),
    path("plan/angre/<int:number>/", history.undo, name="undo-revision"),
    path("plan/publiser/", history.publish, name="publish-plan"),
    path("plan/plansystem.xlsx", files.send_workbook, name="plan-workbook"),
    path("plan/plansystem.zip", files.send_data, name="plan-data"),
    path("plan/les-inn/", files.import_plan, name="plan-import"),
    path("inn/", people.SignIn.as_view(), name="sign-in"),
    path("ut/", people.sign_out, name="sign-out"),
    path("invitasjon/<slug:uidb64>/<str:token>/", people.Invitation.as_view(), name="invitation"),
    path("folk/", people.show_people, name="people"),
]
