"""Every address of the site."""

from django.urls import include, path

urlpatterns = [path("", include("veikart.web.urls"))]

handler400 = "veikart.web.errors.show_bad_request"
handler403 = "veikart.web.errors.show_denied"
handler404 = "veikart.web.errors.show_not_found"
handler500 = "veikart.web.errors.show_failure"
