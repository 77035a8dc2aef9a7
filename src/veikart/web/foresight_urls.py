"""The addresses of the long view."""

from django.urls import path

from veikart.web.pages.foresight import front

urlpatterns = [
    path("framsyn/", front.show_front, name="foresight"),
]
