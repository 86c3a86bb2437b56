"""A field of a form for files."""

from __future__ import annotations

from typing import Any

from django import forms

from joinedup.web.uploads._checks import Limits, Upload, accepted


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """One or several files, checked against limits; its value is a list of `Upload`s."""

    def __init__(self, limits: Limits, **settings: Any) -> None:
        attributes = {"accept": ",".join(limits.suffixes)}
        if limits.most_files > 1:
            attributes["multiple"] = "multiple"
        settings.setdefault("help_text", limits.says)
        settings.setdefault("error_messages", {"required": "Choose a file"})
        super().__init__(widget=_FilesInput(attrs=attributes), **settings)
        self._limits = limits

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """Return the files.

        Raises:
            ValidationError: see `accepted`.
        """
        sent = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not sent:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return []
        return accepted(sent, self._limits)
