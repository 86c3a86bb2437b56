"""The national tables that are read: where each lies in the folder and what its publisher calls it."""

from __future__ import annotations

from joinedup.national._open_data import Publication

_CIN = "Department for Education, children in need"
_CLA = "Department for Education, children looked after in England"
_SEN2 = "Department for Education, education, health and care plans (SEN2)"
_RO = "Ministry of Housing, Communities and Local Government, revenue outturn 2024-25"

REFERRALS = Publication("social_care/c1_referrals.parquet", f"{_CIN}, C1 referrals")
ASSESSMENTS = Publication(
    "social_care/c2_assessment_duration_2024ed.parquet", f"{_CIN}, C2 assessments completed"
)
IN_NEED = Publication("social_care/b1_children_in_need.parquet", f"{_CIN}, B1 children in need")
PLANS = Publication("social_care/d1_cpp_2024ed.parquet", f"{_CIN}, D1 child protection plans")
LOOKED_AFTER = Publication("social_care/cla_number_rate.parquet", f"{_CLA}, number and rate")
LOOKED_AFTER_KINDS = Publication(
    "social_care/cla_at_31_march_by_characteristic.parquet", f"{_CLA}, characteristics on 31 March"
)
CARE_STARTS_KINDS = Publication(
    "social_care/cla_started_ceased_by_characteristic.parquet", f"{_CLA}, starting by characteristics"
)
CARE_LEAVERS = Publication(
    "social_care/care_leavers_accommodation.parquet", f"{_CLA}, care leavers' accommodation"
)
LAIT = Publication(
    "social_care/lait_indicators_long.parquet",
    "Department for Education, Local Authority Interactive Tool",
)
WORKFORCE = Publication(
    "social_care/social_workforce_indicators.parquet",
    "Department for Education, children's social work workforce",
)
EHC_PLANS = Publication("send/sen2_2025_caseload.parquet", f"{_SEN2}, caseload")
EHC_NEW = Publication("send/sen2_2025_newplans.parquet", f"{_SEN2}, new plans")
EHC_REQUESTS = Publication("send/sen2_2025_requests.parquet", f"{_SEN2}, requests")
EHC_CEASED = Publication("send/sen2_2025_ceased_plans.parquet", f"{_SEN2}, ceased plans")
SCORECARD = Publication(
    "schools/la_school_places_scorecard_2023.csv",
    "Department for Education, local authority school places scorecards",
)
RECEPTION = Publication(
    "places/population/reception_state_primary_by_la_201516_202223.csv",
    "Department for Education, school census, Reception pupils in state-funded primary schools",
)
PEOPLE_2023 = Publication(
    "population/ons_population_single_year_age_by_lad.csv",
    "Office for National Statistics, population by single year of age and district",
)
PEOPLE_2020 = Publication(
    "population/mye2020_single_year_age_sex_lad21.parquet",
    "Office for National Statistics, mid-2020 population estimates by single year of age",
)
PEOPLE_WARDS = Publication(
    "population/ward_population_single_year_2015.parquet",
    "Office for National Statistics, mid-2015 ward population estimates",
)
BIRTHS = Publication(
    "population/births_by_la_2002_2014.csv", "Office for National Statistics, live births by area"
)
BIRTHS_LONDON = Publication(
    "places/population/births_london_boroughs_regions_2001_2022.csv",
    "Office for National Statistics, live births by London borough",
)
DISTRICTS = Publication("geography/la_all_codes.csv", "Office for National Statistics, authority codes")
SMALL_AREAS = Publication(
    "geography/lsoa21_ward24_lad24.parquet", "Office for National Statistics, LSOA to ward to district"
)
SMALL_AREA_POINTS = Publication(
    "geography/lsoa_latlong.parquet", "Office for National Statistics, LSOA centroids"
)
DEPRIVATION = Publication(
    "geography/imd2025_lsoa21.parquet",
    "Ministry of Housing, Communities and Local Government, Indices of Deprivation 2025",
)
HOMES = Publication(
    "housing/la2023_housebuilding_stock_demolitions_1974_2023.xlsx",
    "Centre for Cities, housing stock and building (CC BY 4.0)",
)
SOCIAL_CARE_OUTTURN = Publication(
    "finance/ro3_children_social_care_outturn_2024_25.ods", f"{_RO}, RO3 social care and public health"
)
OUTTURN = Publication("finance/rsx_revenue_summary_outturn_2024_25.ods", f"{_RO}, RSX service expenditure")
COUNCIL_TAX = Publication(
    "finance/council_tax_band_d_and_stock.csv",
    "Ministry of Housing, Communities and Local Government, council tax levels and dwellings, 2025-26",
)
SCHOOLS_GRANT_DEFICIT = Publication(
    "finance/dsg_deficit_by_la.xlsx", "Department for Education, Dedicated Schools Grant balances"
)

# The files are named a year ahead of the allocations in them; the year is read from the title cell.
SCHOOLS_GRANT = tuple(
    Publication(
        f"finance/dsg_allocations_{year}_{(year + 1) % 100}.ods",
        "Department for Education, Dedicated Schools Grant allocations",
    )
    for year in range(2021, 2025)
)


def publications() -> tuple[Publication, ...]:
    """Return every national table that is read, in order of file."""
    single = [value for value in globals().values() if isinstance(value, Publication)]
    return tuple(sorted({*single, *SCHOOLS_GRANT}, key=lambda one: one.file))
