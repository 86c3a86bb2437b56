"""Writers of the files a council exports, each in the format of the system it comes from."""

from joinedup.synthetic.writers._cin_census import write_cin_census
from joinedup.synthetic.writers._council_toml import write_council_toml
from joinedup.synthetic.writers._csww import write_csww
from joinedup.synthetic.writers._gias import write_gias
from joinedup.synthetic.writers._output import Output, workbook_bytes
from joinedup.synthetic.writers._ssda903_xml import write_ssda903_xml

__all__ = [
    "Output",
    "workbook_bytes",
    "write_cin_census",
    "write_council_toml",
    "write_csww",
    "write_gias",
    "write_ssda903_xml",
]
