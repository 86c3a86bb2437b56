"""How the manual is built: plain pages, no script or font from elsewhere."""

project = "JoinedUp"
author = "The JoinedUp authors"
copyright = "The JoinedUp authors, MIT licence"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["adr/template.md"]
language = "en"

html_theme = "alabaster"
html_title = "JoinedUp"
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {"page_width": "1100px", "sidebar_width": "240px", "show_powered_by": False}
html_sidebars = {"**": ["about.html", "navigation.html", "searchbox.html"]}

# Headings can be linked to, so that one page can point into another.
myst_heading_anchors = 3
