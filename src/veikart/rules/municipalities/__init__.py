"""Municipalities and their codes, which change by date."""

from veikart.rules.municipalities.codes import (
    CodeChange,
    MunicipalityCode,
    find_code,
    find_codes_named,
    get_code_changes,
    list_border_changes,
    list_codes_of,
)

__all__ = ["CodeChange", "MunicipalityCode", "find_code", "find_codes_named", "get_code_changes", "list_border_changes", "list_codes_of"]
