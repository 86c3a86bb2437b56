"""`council.toml` of the fictional county."""

from __future__ import annotations

import polars as pl

from joinedup.folder import FILE_NAME
from joinedup.synthetic._directorates import LOCAL_NAMES
from joinedup.synthetic._places import DISTRICT, PATCHES, Places
from joinedup.synthetic.writers._output import Output


def write_council_toml(out: Output, places: Places) -> None:
    """Write the county's `council.toml`."""
    parts = [
        f'[council]\nname = "Middleshire Council"\nons_code = "{DISTRICT}"\ndfe_code = "999"\n'
        'tier = "unitary"\nregion = "West Midlands"',
        "[plan]\nstarts = 2026-04-01",
        "# An effect on somebody else is material when it is at least this likely and this large.\n"
        "[material]\nprobability = 0.5\ngbp_per_year = 250000\nshare = 0.01",
    ]
    for patch, name, _ in PATCHES:
        wards = places.wards.filter(pl.col("patch") == patch)["code"].to_list()
        listed = ",\n  ".join(f'"{code}"' for code in wards)
        parts.append(f'[[patch]]\nid = "{patch}"\nname = "{name}"\nwards = [\n  {listed},\n]')
    for code, name, phase, patch in places.areas.iter_rows():
        parts.append(
            f'[[planning_area]]\ncode = "{code}"\nname = "{name}"\nphase = "{phase}"\npatch = "{patch}"'
        )
    for directorate, name in LOCAL_NAMES.items():
        parts.append(f'[[directorate]]\nid = "{directorate}"\nname = "{name}"')
    out.text(FILE_NAME, "\n\n".join(parts) + "\n", 1)
