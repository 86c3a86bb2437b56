"""Social workers: posts, vacancies, agency and workload."""

from joinedup.services.workforce._equations import service
from joinedup.services.workforce._own import own_figures

__all__ = ["own_figures", "service"]
