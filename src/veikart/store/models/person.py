"""People who sign in, and attempts that failed."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class PersonManager(BaseUserManager["Person"]):
    """People by e-mail."""


class Person(AbstractBaseUser):
    """Someone who can sign in: e-mail, name, and the role that gives rights (a name in `actions.access.ROLES`)."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"email", "name", "password", "last_login"})

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    is_active = models.BooleanField(default=True)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    def __str__(self) -> str:
        return self.name


class SignInFailure(models.Model):
    """An attempt to sign in that failed. `key` is made from the e-mail and the network address, which cannot be read out of it."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"key"})

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "at"], name="sign_in_failure_of_key")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
