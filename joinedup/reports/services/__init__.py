"""Services: where each is heading if nothing is decided, what moves it, and what wants attention."""

from joinedup.reports.services._named import NamedService, named_services
from joinedup.reports.services._overview import DirectorateServices, ServiceLine, ServicesPage, services_page
from joinedup.reports.services._page import PatchChoice, ServicePage, service_page
from joinedup.reports.services._write import write_services

__all__ = [
    "DirectorateServices",
    "NamedService",
    "PatchChoice",
    "ServiceLine",
    "ServicePage",
    "ServicesPage",
    "named_services",
    "service_page",
    "services_page",
    "write_services",
]
