"""The addresses of the economy."""

from django.urls import path

from veikart.web.pages.economy import calculations, front, sheets

urlpatterns = [
    path("okonomi/", front.show_front, name="economy"),
    path("okonomi/ark/", sheets.show_sheets, name="economy-sheets"),
    path("okonomi/ark/<slug:sheet>/", sheets.show_sheet, name="economy-sheet"),
    path("okonomi/ark/<slug:sheet>/<slug:name>.csv", sheets.send_sheet, name="economy-sheet-file"),
    path("okonomi/regnestykke/<slug:sheet>/<path:subject>/<slug:line>/<int:year>/", calculations.show_calculation, name="economy-calculation"),
]
