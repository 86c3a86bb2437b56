"""Reports: pages, workbooks and terminal tables that people read and send."""
