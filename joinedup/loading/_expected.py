"""The returns a council is expected to hold, and what cannot be done without each."""

from __future__ import annotations

from collections.abc import Set

from joinedup.loading._load_report import NotReceived

EXPECTED = (
    NotReceived(
        "SSDA903 return (children looked after)",
        ("ssda903_header", "ssda903_episodes"),
        "Children looked after, their placements and what they cost are taken from published figures.",
        "Export the SSDA903 files from the children's case system, one folder for each year.",
    ),
    NotReceived(
        "Children in need census",
        ("cin_children", "cin_details"),
        "Referrals, assessments, children in need and child protection plans come from published tables.",
        "Export the census XML from the children's case system, one file for each year.",
    ),
    NotReceived(
        "Early help list",
        ("early_help_episodes",),
        "Early help is taken from other councils' experience, so its effect on referrals is less certain.",
        "Export the list of early help episodes from the early help system.",
    ),
    NotReceived(
        "Children's social work workforce census",
        ("csww_vacancies", "csww_workers"),
        "Social work posts, vacancies and agency workers are taken from published figures.",
        "Use the XML that was sent to the Department for Education each year.",
    ),
    NotReceived(
        "School rolls by year group",
        ("school_rolls",),
        "Pupils by school, planning area and year group are not projected; published totals are used.",
        "Ask the school place planning team for January census numbers by school and year group.",
    ),
    NotReceived(
        "Pupil-level school census",
        ("pupil_census",),
        "Children cannot be compared between care, children in need and school.",
        "Ask the schools data team for the spring census with pupil numbers.",
    ),
    NotReceived(
        "Register of schools (GIAS)",
        ("gias_establishments",),
        "Schools cannot be named, typed or chained through conversions.",
        "Download `edubasealldata` from Get Information about Schools.",
    ),
    NotReceived(
        "School capacity",
        ("school_capacity",),
        "Spare places and shortfalls by planning area cannot be shown.",
        "Use the school capacity return.",
    ),
    NotReceived(
        "Published admission numbers",
        ("admission_numbers",),
        "Places in each year group are derived from capacity.",
        "Ask the admissions team for admission numbers by school and year of entry.",
    ),
    NotReceived(
        "Special school places",
        ("special_school_places",),
        "Special school places are taken from published figures.",
        "Ask the SEND team for commissioned places by school.",
    ),
    NotReceived(
        "Births by ward",
        ("ward_births",),
        "Births are taken for the whole council, so reception numbers cannot be placed by patch.",
        "Ask the public health team for births by ward and year ending 31 August.",
    ),
    NotReceived(
        "Population by ward and age",
        ("ward_population",),
        "Population is taken for the whole council and shared between patches evenly.",
        "Download the ward population estimates of the Office for National Statistics.",
    ),
    NotReceived(
        "Postcode directory",
        ("postcodes",),
        "Children, homes and schools cannot be placed in a patch by postcode.",
        "Download the ONS Postcode Directory and keep the council's rows.",
    ),
    NotReceived(
        "Boundaries of wards or districts",
        ("boundaries",),
        "No map of patches and wards can be drawn; the same numbers are shown as tables.",
        "Download the generalised ward boundaries of the Office for National Statistics as GeoJSON and keep "
        "the council's rows.",
    ),
    NotReceived(
        "Indices of Deprivation by small area",
        ("small_area_deprivation",),
        "Who uses a service cannot be shown by how deprived the place is where they live.",
        "Download the Indices of Deprivation, scores and deciles by LSOA, and keep the council's rows.",
    ),
    NotReceived(
        "Education, health and care plans",
        ("ehc_plans",),
        "Plans, placements and transport are taken from published figures.",
        "Export the list of plans from the SEND system.",
    ),
    NotReceived(
        "Suspensions and exclusions",
        ("exclusions",),
        "Suspensions and exclusions are taken from published figures.",
        "Use the termly exclusions of the school census.",
    ),
    NotReceived(
        "School absence",
        ("school_absence",),
        "Absence is taken from published figures.",
        "Use the session details of the school census.",
    ),
    NotReceived(
        "Housing trajectory",
        ("housing_trajectory",),
        "New homes are taken from past completions, so a site's effect on places cannot be shown.",
        "Ask the planning policy team for the site-by-site trajectory.",
    ),
    NotReceived(
        "Past housing completions",
        ("housing_completions",),
        "The trajectory cannot be compared with what was built.",
        "Ask the planning policy team for net completions by ward and year.",
    ),
    NotReceived(
        "Budget and outturn",
        ("budget", "outturn"),
        "Spending by service and pot is taken from published returns.",
        "Ask finance for the adopted budget and the outturn by service and pot.",
    ),
    NotReceived(
        "Monthly outturn",
        ("monthly_outturn",),
        "Unless outturn to date is given by month, this year cannot be set against its budget.",
        "Export net spending by service, pot and month from the ledger, this year and earlier ones.",
    ),
    NotReceived(
        "Savings tracker",
        ("savings_tracker",),
        "How much of each saving is delivered is taken from councils as a whole.",
        "Ask finance for the list of savings with status, planned, delivered and forecast.",
    ),
    NotReceived(
        "Reserves",
        ("reserves",),
        "Whether a gap can be met from reserves cannot be shown.",
        "Ask finance for reserves by kind at 31 March.",
    ),
    NotReceived(
        "Grants",
        ("grants",),
        "Grants are taken from published allocations.",
        "Ask finance for grants by pot and year.",
    ),
    NotReceived(
        "Medium-term financial strategy",
        ("mtfs", "mtfs_proposals"),
        "The council's own forecast cannot be set beside the projection.",
        "Ask finance for the strategy by line and its list of proposals.",
    ),
    NotReceived(
        "Council tax",
        ("council_tax",),
        "Council tax is taken from published returns.",
        "Ask finance for the tax base, Band D and the collection rate.",
    ),
    NotReceived(
        "Posts, members and priorities",
        ("posts", "members", "priorities"),
        "Reports cannot name who is accountable.",
        "Fill in the files in leadership/.",
    ),
)


def not_received(tables: Set[str]) -> tuple[NotReceived, ...]:
    """Return the expected returns of which at least one table is absent.

    Args:
        tables: the tables that the store holds.
    """
    return tuple(
        NotReceived(one.title, lacking, one.without, one.todo)
        for one in EXPECTED
        if (lacking := tuple(table for table in one.tables if table not in tables))
    )
