"""Social care in nine stocks, written twice: in XMILE for other engines, and in ours."""

from __future__ import annotations

from joinedup.engine import Equations, Expression, given_at_start

STOCKS = {
    "waiting": 290.0,
    "assessing": 500.0,
    "in_need": 900.0,
    "plans": 190.0,
    "fostered": 230.0,
    "residential": 45.0,
    "leavers": 140.0,
    "workers": 120.0,
    "helped": 900.0,
}
VALUES = {
    "referred": 200.0,
    "wait_months": 0.45,
    "assess_months": 1.5,
    "taken_share": 0.65,
    "close_share": 0.15,
    "plan_share": 0.024,
    "plan_end_share": 0.114,
    "to_care_share": 0.2,
    "residential_share": 0.14,
    "leave_care_share": 0.034,
    "age_out_share": 0.02,
    "move_share": 0.004,
    "hired": 1.6,
    "leave_share": 0.0132,
    "load_effect": 0.3,
    "cases_at_start": 1865.0,
    "workers_at_start": 120.0,
    "help_share": 0.155,
    "asked": 140.0,
    "help_effect": 0.11,
}
# Flow: where from, where to, how much a month.
FLOWS = {
    "refer": ("", "waiting", "referred * (1 + help_effect * (900 - helped) / 900)"),
    "begin": ("waiting", "assessing", "waiting / (1 + wait_months)"),
    "decide": ("assessing", "", "assessing / (1 + assess_months * load)"),
    "take_on": ("", "in_need", "decide * taken_share"),
    "close": ("in_need", "", "in_need * close_share"),
    "plan": ("in_need", "plans", "in_need * plan_share"),
    "step_down": ("plans", "in_need", "plans * plan_end_share * (1 - to_care_share)"),
    "to_care": ("plans", "", "plans * plan_end_share * to_care_share"),
    "foster": ("", "fostered", "to_care * (1 - residential_share) * load"),
    "place": ("", "residential", "to_care * residential_share * load"),
    "move": ("fostered", "residential", "fostered * move_share"),
    "go_home": ("fostered", "leavers", "fostered * leave_care_share"),
    "leave_home": ("residential", "leavers", "residential * leave_care_share"),
    "age_out": ("leavers", "", "leavers * age_out_share"),
    "hire": ("", "workers", "hired"),
    "quit": ("workers", "", "workers * leave_share * (1 + load_effect * (load - 1))"),
    "ask": ("", "helped", "asked"),
    "end_help": ("helped", "", "helped * help_share"),
}
LOAD = (
    "(in_need + plans + assessing + fostered + residential) / cases_at_start / (workers / workers_at_start)"
)


def as_xmile(months: int, draws: int = 0) -> str:
    """Return the model as an XMILE file that steps once a month.

    Args:
        months: length of the run.
        draws: where above 0, everything has a dimension of as many elements, so that one run holds a whole
            set of parameters in each; the values of the elements are given when it runs.
    """
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">',
        "<header><vendor>JoinedUp</vendor><product>tests</product></header>",
        '<sim_specs method="euler" time_units="months">',
        f"<start>0</start><stop>{months}</stop><dt>1</dt></sim_specs>",
    ]
    each = ""
    if draws:
        elements = "".join(f'<elem name="d{number}"/>' for number in range(draws))
        parts.append(f'<dimensions><dim name="draw">{elements}</dim></dimensions>')
        each = '<dimensions><dim name="draw"/></dimensions>'
    parts.append("<model><variables>")
    for stock, start in STOCKS.items():
        into = "".join(f"<inflow>{flow}</inflow>" for flow, (_, to, _) in FLOWS.items() if to == stock)
        out = "".join(f"<outflow>{flow}</outflow>" for flow, (of, _, _) in FLOWS.items() if of == stock)
        parts.append(f'<stock name="{stock}">{each}<eqn>{start}</eqn>{into}{out}</stock>')
    parts += [f'<flow name="{name}">{each}<eqn>{flow[2]}</eqn></flow>' for name, flow in FLOWS.items()]
    parts += [f'<aux name="{name}">{each}<eqn>{value}</eqn></aux>' for name, value in VALUES.items()]
    parts += [f'<aux name="load">{each}<eqn>{LOAD}</eqn></aux>', "</variables></model></xmile>"]
    return "\n".join(parts)


def as_equations() -> Equations:
    """Return the same model in our form: the same sums in the same order."""
    equations = Equations("m")
    known: dict[str, Expression] = {name: given_at_start(name) for name in VALUES}
    for stock in STOCKS:
        known[stock] = equations.stock(f"m.{stock}", given_at_start(f"start_{stock}"), stock)
    known["load"] = equations.reckon("m.load", worked_out(LOAD, known), "Load.")
    for flow, (leaves, enters, amount) in FLOWS.items():
        known[flow] = equations.flow(
            f"m.{flow}",
            worked_out(amount, known),
            flow,
            leaves=f"m.{leaves}" if leaves else "",
            enters=f"m.{enters}" if enters else "",
        )
    return equations


def worked_out(text: str, known: dict[str, Expression]) -> Expression:
    """Return arithmetic over names as an expression; the text is our own, above."""
    return eval(text, {"__builtins__": {}}, known)  # type: ignore[no-any-return]


def starts() -> dict[str, float]:
    """Return every input of our form."""
    return VALUES | {f"start_{stock}": value for stock, value in STOCKS.items()}
