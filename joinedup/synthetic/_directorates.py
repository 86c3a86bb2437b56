"""What the county calls its directorates."""

from __future__ import annotations

from joinedup.vocabulary import Directorate

LOCAL_NAMES = {
    Directorate.CHILDREN: "Children and Families",
    Directorate.EDUCATION: "Education and Inclusion",
    Directorate.ADULTS: "Adults and Communities",
    Directorate.PUBLIC_HEALTH: "Public Health",
    Directorate.HOUSING: "Housing",
    Directorate.GROWTH: "Growth and Planning",
    Directorate.PLACE: "Place and Environment",
    Directorate.COMMUNITIES: "Communities and Culture",
    Directorate.CORPORATE: "Corporate Services",
    Directorate.RESOURCES: "Resources",
}
