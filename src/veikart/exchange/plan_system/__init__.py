"""A plan system as files: a folder of CSV tables, or a workbook that people fill in and send back."""

from veikart.exchange.plan_system.folder import list_files, read_plan_folder, write_plan_folder
from veikart.exchange.plan_system.unpacking import LARGEST_FILE
from veikart.exchange.plan_system.workbook import read_plan_workbook, write_plan_workbook

__all__ = ["LARGEST_FILE", "list_files", "read_plan_folder", "read_plan_workbook", "write_plan_folder", "write_plan_workbook"]
