"""The addresses of the rows of the economy's book: tables, forms, history and files."""

from django.urls import path

from veikart.web.pages.economy import editing, files

urlpatterns = [
    path("okonomi/tabeller/", editing.show_tables, name="economy-tables"),
    path("okonomi/tabeller/<slug:table>/", editing.show_table, name="economy-table"),
    path("okonomi/ny/<slug:table>/", editing.new_row, name="new-economy-row"),
    path("okonomi/rediger/<slug:table>/<path:key>/", editing.edit_row, name="edit-economy-row"),
    path("okonomi/historikk/", files.show_history, name="economy-history"),
    path("okonomi/angre/<int:number>/", files.undo, name="undo-economy"),
    path("okonomi/les-inn/", files.import_economy, name="economy-import"),
    path("okonomi/okonomi.xlsx", files.send_workbook, name="economy-workbook"),
    path("okonomi/okonomi.zip", files.send_data, name="economy-data"),
]
