"""What every project costs, ties up and leads to, year by year: the lines of the sheet `projects`."""

from __future__ import annotations

import numpy as np

from veikart.calc.investments.inputs import Column, ProjectInputs
from veikart.calc.values import divide_rounded, scale, share_of
from veikart.calc.worksheets import Lines


def work_out_projects(inputs: ProjectInputs) -> dict[str, Lines]:
    """The lines of the projects without those of their assets; whole kroner, shape (projects, years), each project by itself.

    Costs and incomes are all positive. Net is gross less grants and sales, need is net less the value added tax that is compensated. Running costs
    and savings begin the year after completion.
    """
    amounts = _amounts(inputs)
    return {**amounts, **_frame(inputs), **_capital(inputs, amounts), **_running(inputs), **_emissions(inputs)}


def _amounts(inputs: ProjectInputs) -> dict[str, Lines]:
    gross, grants, sales = scale(np.stack([inputs.amount, inputs.grants_amount, inputs.sales_amount]), inputs.price_index)
    vat_share = _every_year(inputs, inputs.column("vat_share"))
    vat_compensation = share_of(gross, vat_share)
    return {
        "amount": inputs.amount,
        "price_index": inputs.price_index,
        "gross": gross,
        "vat_share": vat_share,
        "vat_compensation": vat_compensation,
        "grants_amount": inputs.grants_amount,
        "grants": grants,
        "sales_amount": inputs.sales_amount,
        "sales": sales,
        "net": gross - grants - sales,
        "need": gross - grants - sales - vat_compensation,
    }


def _frame(inputs: ProjectInputs) -> dict[str, Lines]:
    frame = _every_year(inputs, inputs.column("frame_nok"))
    spent_before = _first_year(inputs, inputs.column("spent_before_nok"))
    used = np.cumsum(spent_before + inputs.amount, axis=1)
    return {"frame": frame, "spent_before": spent_before, "used": used, "frame_left": np.where(frame > 0, frame - used, 0)}


def _capital(inputs: ProjectInputs, amounts: dict[str, Lines]) -> dict[str, Lines]:
    """What is completed stays so: until then everything spent is work in progress, and after that nothing is."""
    years = np.array(inputs.years)
    is_completed = (inputs.completion > 0) & (inputs.completion <= years)
    is_in_use = np.where(inputs.is_running_frame > 0, 1, is_completed).astype(np.int64)
    work_before = _first_year(inputs, np.where(_was_in_use(inputs), 0, get_capital_before(inputs)))
    cost = amounts["gross"] - amounts["vat_compensation"]
    closing = np.cumsum(work_before + cost, axis=1) * (1 - is_in_use)
    opening = np.zeros_like(cost)
    opening[:, 1:] = closing[:, :-1]
    in_use = (opening + work_before + cost) * is_in_use
    land_share = _every_year(inputs, inputs.column("land_share"))
    land = share_of(in_use, land_share)
    return {
        "capital_cost": cost,
        "is_in_use": is_in_use,
        "work_before": work_before,
        "work_opening": opening,
        "in_use": in_use,
        "work_closing": closing,
        "land_share": land_share,
        "land": land,
        "depreciable": in_use - land,
    }


def get_capital_before(inputs: ProjectInputs) -> Column:
    """What was spent before the first year, without the value added tax that is compensated."""
    spent = inputs.column("spent_before_nok")
    return spent - share_of(spent, inputs.column("vat_share"))


def _was_in_use(inputs: ProjectInputs) -> Column:
    """Whether what was spent earlier is in use before the first year, and so stands among the assets that are there already."""
    found: Column = (inputs.is_running_frame > 0) | ((inputs.completion > 0) & (inputs.completion < inputs.years[0]))
    return found


def _running(inputs: ProjectInputs) -> dict[str, Lines]:
    years = np.array(inputs.years)
    is_running = ((inputs.completion > 0) & (inputs.completion < years) & (inputs.is_running_frame == 0)).astype(np.int64)
    index = inputs.running_index[:, : len(inputs.years)]
    area, rate = _every_year(inputs, inputs.column("area_m2")), _every_year(inputs, inputs.column("fdv_per_m2"))
    other, saving = _every_year(inputs, inputs.column("other_running_nok")), _every_year(inputs, inputs.column("saving_nok"))
    fdv, other_running, savings = is_running * scale(np.stack([area * rate, other, saving]), index)
    capacity = _every_year(inputs, inputs.column("capacity"))
    return {
        "is_running": is_running,
        "running_index": index,
        "area": area,
        "fdv_rate": rate,
        "fdv": fdv,
        "other_full": other,
        "other_running": other_running,
        "running_cost": fdv + other_running,
        "saving_full": saving,
        "savings": savings,
        "running_net": fdv + other_running - savings,
        "capacity_full": capacity,
        "capacity": is_running * capacity,
    }


def _emissions(inputs: ProjectInputs) -> dict[str, Lines]:
    """The tonnes of the construction follow the kroner: so far, they are as large a part of all tonnes as the kroner are of all kroner."""
    spent = inputs.column("spent_before_nok")
    tonnes = _every_year(inputs, inputs.column("construction_tonnes"))
    total = _every_year(inputs, spent + inputs.amount.sum(axis=1, keepdims=True))
    used = spent + np.cumsum(inputs.amount, axis=1)
    to_date = np.where(total > 0, divide_rounded(tonnes * used, np.maximum(total, 1)), 0)
    before = _first_year(inputs, np.where(total > 0, divide_rounded(tonnes * spent, np.maximum(total, 1)), 0)[:, :1])
    emissions = np.diff(to_date, axis=1, prepend=0) - before
    return {"tonnes": tonnes, "cost_total": total, "emitted_to_date": to_date, "emitted_before": before, "emissions": emissions}


def _every_year(inputs: ProjectInputs, column: Column) -> Lines:
    return column.repeat(len(inputs.years), axis=1)


def _first_year(inputs: ProjectInputs, column: Column) -> Lines:
    found = np.zeros((len(inputs.projects), len(inputs.years)), dtype=np.int64)
    found[:, :1] = column
    return found
