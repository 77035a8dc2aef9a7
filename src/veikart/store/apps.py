"""The one app with tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Veikart's tables."""

    name = "veikart.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
