"""The forms of incidents: few fields, sensible defaults, and no names."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from joinedup.access.models import Account, Appointment
from joinedup.folder import Council
from joinedup.register.incidents import identifying, incident_kinds, maybe_names
from joinedup.register.models import Incident, IncidentFact
from joinedup.vocabulary import Directorate
from joinedup.web.components import DateField, Form

_LATE = "This is in the future; give the time at which it happened"
_LONGEST = 2_000


class NoNames(Form):
    """A form whose words must identify nobody.

    What may be a name is asked about once: a person says that it is none by ticking a box.
    """

    PRIVATE: tuple[str, ...] = ()

    def __init__(self, *args: Any, here: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here = here
        self.is_asked = False

    def clean(self) -> dict[str, Any]:
        """Refuse what may identify a person; ask about what may be a name."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.PRIVATE:
            text = str(cleaned.get(name) or "")
            found = identifying(text)
            if found:
                self.add_error(
                    name,
                    f"This may identify a person: it holds {' and '.join(found)}. Write the reference of the "
                    "case system instead",
                )
                continue
            maybe = maybe_names(text, self._known())
            if maybe and not self.data.get(self.add_prefix("no_names")):
                self.is_asked = True
                listed = ", ".join(f"“{one}”" for one in maybe)
                self.add_error(
                    name, f"{listed} may be the name of a person. Take it out, or say below that it is none"
                )
        return cleaned

    def _known(self) -> list[str]:
        here = self.here
        return [
            here.name,
            *(one.name for one in here.patches),
            *(here.directorate_name(one) for one in Directorate),
            *(one.name for one in here.organisations),
            *Appointment.objects.exclude(post="").values_list("post", flat=True),
        ]


class MomentForm(NoNames):
    """A form that asks when something was: now, unless somebody says otherwise."""

    on = DateField(label="On which day")
    at = forms.TimeField(
        label="At what time",
        help_text="For example 14:30",
        input_formats=["%H:%M", "%H.%M", "%I:%M%p", "%I%p"],
        widget=forms.TextInput,
        error_messages={"invalid": "Write the time like 14:30", "required": "Write the time like 14:30"},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        local = timezone.localtime(now)
        kwargs["initial"] = {"on": local.date(), "at": local.strftime("%H:%M")} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Return the fields with `moment`, which is not in the future."""
        cleaned = super().clean()
        on, at = cleaned.get("on"), cleaned.get("at")
        if isinstance(on, date) and isinstance(at, time):
            cleaned["moment"] = timezone.make_aware(datetime.combine(on, at))
            # A clock that is a few minutes ahead of ours is no reason to refuse.
            if cleaned["moment"] > self.now + timedelta(minutes=5):
                self.add_error("at", _LATE)
        return cleaned


class NewIncident(MomentForm):
    """What opens an incident: what, when, where and what is known."""

    PRIVATE = ("place", "known", "source", "case_reference")

    kind = forms.ChoiceField(label="What has happened?", widget=forms.RadioSelect)
    known = forms.CharField(
        label="What is known",
        widget=forms.Textarea,
        max_length=_LONGEST,
        help_text="A sentence or two. Name no child and no family, and give no initials.",
    )
    source = forms.CharField(
        label="How it is known", max_length=200, initial="Told by telephone", help_text="Who told us, and how"
    )
    patch = forms.ChoiceField(label="Which patch", required=False)
    place = forms.CharField(
        label="Where, as far as it names nobody",
        max_length=200,
        required=False,
        help_text="For example: a children’s home in the north of the town",
    )
    case_reference = forms.RegexField(
        r"^[A-Za-z0-9/-]*$",
        label="Reference in the case system",
        max_length=60,
        required=False,
        help_text="This leads to who it is about; nothing else here may",
        error_messages={"invalid": "A reference has letters, digits, - and / alone"},
    )
    directorate = forms.ChoiceField(
        label="Who leads", required=False, help_text="Leave as it is for the usual one"
    )

    def __init__(self, *args: Any, directorates: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(one.key, one.says) for one in incident_kinds().values()]
        patches = [("", "All or none"), *((one.id, one.name) for one in self.here.patches)]
        leads = [
            (one.value, self.here.directorate_name(one))
            for one in Directorate
            if directorates is None or one.value in directorates
        ]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["patch"].choices = patches  # type: ignore[attr-defined]
        self.fields["directorate"].choices = [("", "The usual one"), *leads]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return the fields with who leads filled in."""
        cleaned = super().clean()
        kind = incident_kinds().get(str(cleaned.get("kind", "")))
        if kind and not cleaned.get("directorate"):
            held = [value for value, _ in self.fields["directorate"].choices if value]  # type: ignore[attr-defined]
            cleaned["directorate"] = kind.directorate if kind.directorate in held else held[0]
        return cleaned


class _FactChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of facts, each by its first words."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the first words of a fact."""
        return str(obj.says)[:70]


class FactForm(MomentForm):
    """Something that a department knows."""

    PRIVATE = ("says", "source")

    directorate = forms.ChoiceField(label="Which department knows it")
    says = forms.CharField(label="What is known", widget=forms.Textarea, max_length=_LONGEST)
    source = forms.CharField(label="How it is known", max_length=200)
    corrects = _FactChoice(
        IncidentFact.objects.none(),
        label="Does it correct something?",
        required=False,
        empty_label="No, it is new",
        help_text="What is corrected stays on record and leaves the brief",
    )

    def __init__(self, *args: Any, incident: Incident, facts: list[IncidentFact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["directorate"].choices = [  # type: ignore[attr-defined]
            (one.value, self.here.directorate_name(one)) for one in Directorate
        ]
        corrects = self.fields["corrects"]
        assert isinstance(corrects, forms.ModelChoiceField)
        corrects.queryset = IncidentFact.objects.filter(pk__in=[one.pk for one in facts])


class ToldForm(MomentForm):
    """When somebody was told, by whom and how."""

    PRIVATE = ("told_by", "told_how")

    told_by = forms.CharField(
        label="Told by whom",
        max_length=200,
        help_text="The post, not the person",
        error_messages={"required": "Enter which post told them"},
    )
    told_how = forms.CharField(
        label="How",
        max_length=200,
        initial="By telephone",
        error_messages={"required": "Enter how they were told"},
    )


class NotNeededForm(NoNames):
    """Why somebody need not be told."""

    PRIVATE = ("because",)

    because = forms.CharField(label="Why they need not be told", widget=forms.Textarea, max_length=_LONGEST)


class SetBackForm(NoNames):
    """Why what was recorded of telling somebody was a mistake."""

    PRIVATE = ("because",)

    because = forms.CharField(
        label="Why it was a mistake",
        widget=forms.Textarea,
        max_length=_LONGEST,
        help_text="Everybody who reads the incident sees this",
    )


class NoticeForm(MomentForm):
    """Somebody else who must be told."""

    PRIVATE = ("whom",)

    whom = forms.CharField(label="Who else must be told", max_length=200)

    def clean(self) -> dict[str, Any]:
        """Return the fields; a time by which somebody must be told lies ahead as a rule."""
        cleaned = super().clean()
        if _LATE in self.errors.get("at", []):
            del self.errors["at"]
        return cleaned


class StepForm(NoNames):
    """What is done next."""

    PRIVATE = ("what", "owner_post")

    what = forms.CharField(label="What is done next", max_length=300)
    owner_post = forms.CharField(label="Who does it", max_length=200, help_text="The post")
    due = DateField(label="By when")


class ReaderForm(Form):
    """Somebody who is to see an incident."""

    email = forms.EmailField(label="E-mail address of somebody with an account")

    def clean_email(self) -> Account:
        """Return the account."""
        found = Account.objects.filter(
            email=str(self.cleaned_data["email"]).strip().lower(), is_active=True
        ).first()
        if found is None:
            raise forms.ValidationError("Nobody with an account has this address")
        return found


class CloseForm(NoNames):
    """Why an incident is closed."""

    PRIVATE = ("because",)

    because = forms.CharField(label="Why it is closed", widget=forms.Textarea, max_length=_LONGEST)
