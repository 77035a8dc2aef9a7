"""`veikart compare PATH A B`: two versions."""

from __future__ import annotations

import click

from veikart.calc.layers import compare_versions
from veikart.cli.output import console, make_table, print_json
from veikart.cli.reading import check_version, read_programme
from veikart.rules.words import format_mill


@click.command()
@click.argument("path")
@click.argument("a")
@click.argument("b")
@click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")
def compare(path: str, a: str, b: str, *, as_json: bool) -> None:
    """Vis hva versjon B har som versjon A ikke har, det største først."""
    programme = read_programme(path)
    check_version(programme, a)
    check_version(programme, b)
    budget = programme.dataset.budget
    differences = compare_versions(budget, programme.table, a=a, b=b)
    years = sorted({year for one in differences for year, nok in one.nok_by_year.items() if nok})
    totals = {year: sum(one.nok_by_year.get(year, 0) for one in differences) for year in years}
    if as_json:
        rows = [
            {
                "measure": one.measure,
                "name": budget.measure_by_id[one.measure].name,
                "unit": one.unit,
                "account": one.account,
                "layer": budget.measure_by_id[one.measure].layer,
                "values": {str(year): nok for year, nok in one.nok_by_year.items()},
            }
            for one in differences
        ]
        print_json({"a": a, "b": b, "unit": "nok", "differences": rows, "totals": {str(year): nok for year, nok in totals.items()}})
        return
    table = make_table(f"{b} mot {a} (mill. kr)", ["", *map(str, years)])
    for one in differences[:60]:
        name = f"{budget.measure_by_id[one.measure].name} ({budget.unit_by_id[one.unit].name})"
        table.add_row(name, *(format_mill(one.nok_by_year.get(year, 0)) for year in years))
    if differences:
        table.add_row("Sum", *(format_mill(totals[year]) for year in years), style="bold")
        console.print(table)
    else:
        console.print("De to versjonene er like, krone for krone.")
