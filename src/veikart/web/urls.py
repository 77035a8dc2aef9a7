"""The addresses of the pages."""

from django.urls import include, path, register_converter

from veikart.web.pages import about, compare, downloads, figures, findings, investments, measures, overview, ratios, search, statements, units


class Key:
    """An id in an address: what ids are made of, capital letters too for the forms."""

    regex = r"[A-Za-z0-9][A-Za-z0-9.\-]{0,79}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Key, "key")

urlpatterns = [
    path("", overview.show_home, name="home"),
    path("handlingsprogram/", overview.show_overview, name="overview"),
    path("sektorer/", units.show_sectors, name="sectors"),
    path("enhet/<key:unit_id>/", units.show_unit, name="unit"),
    path("tiltak/<key:measure_id>/", measures.show_measure, name="measure"),
    path("oppstillinger/", statements.show_statements, name="statements"),
    path("oppstillinger/<key:form_id>/", statements.show_statement, name="statement"),
    path("nokkeltall/", ratios.show_ratios, name="ratios"),
    path("investeringer/", investments.show_investments, name="investments"),
    path("funn/", findings.show_findings, name="findings"),
    path("kontroll/", findings.show_check, name="check"),
    path("tabell/<key:table_id>/", findings.show_table, name="table"),
    path("tall/<path:address>/", figures.show_figure, name="figure"),
    path("sammenlign/", compare.show_comparison, name="compare"),
    path("sok/", search.show_search, name="search"),
    path("regler/", about.show_rules, name="rules"),
    path("om/", about.show_about, name="about"),
    path("last-ned/<key:kind>/", downloads.send_file, name="download"),
    path("last-ned/tabell/<key:sheet>/<key:name>.xlsx", downloads.send_table, name="download-table"),
    path("", include("veikart.web.plan_urls")),  # after the converter, which its addresses use
    path("", include("veikart.web.economy_urls")),
    path("", include("veikart.web.economy_row_urls")),
    path("", include("veikart.web.foresight_urls")),
    path("", include("veikart.web.follow_up_urls")),
]
