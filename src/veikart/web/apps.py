"""The pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates and static files."""

    name = "veikart.web"
    label = "web"
