"""What the county calls its directorates."""

from __future__ import annotations

from joinedup.vocabulary import Directorate

LOCAL_NAMES = {
    Directorate.CHILDREN: "Children and Families",
    Directorate.EDUCATION: "Education and Inclusion",
    Directorate.ADULTS: "Adults and Communities",
    Directorate.PUBLIC_HEALTH: "Public Health",
    Directorate.PLACE: "Place and Growth",
    Directorate.RESOURCES: "Resources",
}
