"""Every field of every table is marked personal or not."""

from django.apps import apps


def test_every_table_says_which_fields_are_personal():
    for model in apps.get_app_config("store").get_models():
        fields = {field.name for field in model._meta.get_fields() if field.concrete}
        personal = model.personal_fields
        assert personal <= fields, f"{model.__name__} marks fields it does not have: {personal - fields}"
        names = {name for name in fields if any(word in name for word in ("actor", "email", "person", "phone", "user"))}
        assert names <= personal, f"{model.__name__}: {names - personal} look personal and are not marked"
