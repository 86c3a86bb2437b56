"""Long work beside the pages: asked for on a page, done by the worker, seen and stopped here."""
