"""Writes bank-holidays.tsv, the independent list that tests/date_holidays.rs compares the rules with.

Run in a virtual environment with `pip install holidays==0.109`:

    python bank_holidays.py > bank-holidays.tsv

A day that falls on a weekend is left out: the package lists it beside its substitute, GOV.UK lists the substitute alone.
"""

from importlib.metadata import version

import holidays

DIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}

print("# UK bank holidays 2012-2028 on weekdays: division, date, name, tab-separated.")
print(f"# From the PyPI package holidays {version('holidays')} (Vacanza Team, MIT licence), GB subdivisions ENG, SCT, NIR.")
print("# Made on 2026-11-22 by: python bank_holidays.py > bank-holidays.tsv")
for division, subdivision in DIVISIONS.items():
    days = holidays.country_holidays("GB", subdiv=subdivision, years=range(2012, 2029))
    for date, name in sorted(days.items()):
        if date.weekday() < 5:
            print(division, date.isoformat(), name, sep="\t")
