"""Writes orders into files that a crash cannot spoil: JSON Lines for programs, CSV for people."""

from __future__ import annotations

from .append import FileUnusable as FileUnusable
from .csv import COLUMNS as COLUMNS
from .csv import CsvFile as CsvFile
from .jsonl import JsonLinesFile as JsonLinesFile

__all__ = ["COLUMNS", "CsvFile", "FileUnusable", "JsonLinesFile"]
