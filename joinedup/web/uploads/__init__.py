"""Files that people send: how many, how large and of what kind, by name and by content, before any is kept.

A section names what it takes and puts the field into its form:

    class LoadForm(Form):
        files = UploadsField(DATA, label="Files")

`form.cleaned_data["files"]` then holds `Upload`s; `upload.keep_in(folder)` writes one. The form of the page
needs `enctype="multipart/form-data"`.
"""

from joinedup.web.uploads._checks import DATA, DOCUMENTS, FILES, Limits, Upload, accepted
from joinedup.web.uploads._fields import UploadsField
from joinedup.web.uploads._names import safe_name
from joinedup.web.uploads._too_large import RefuseTooLarge

__all__ = [
    "DATA",
    "DOCUMENTS",
    "FILES",
    "Limits",
    "RefuseTooLarge",
    "Upload",
    "UploadsField",
    "accepted",
    "safe_name",
]
