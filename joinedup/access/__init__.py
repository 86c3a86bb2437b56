"""Who may do what: accounts, roles by directorate and patch, and an audit that only grows."""
