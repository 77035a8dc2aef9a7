"""Calendars others can subscribe to."""

from veikart.exchange.calendars.writing import CalendarEntry, entries_of_dates, entries_of_occurrences, write_calendar

__all__ = ["CalendarEntry", "entries_of_dates", "entries_of_occurrences", "write_calendar"]
