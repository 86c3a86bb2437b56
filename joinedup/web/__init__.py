"""The web application: routes, forms and pages; what they show comes from the layers below."""
