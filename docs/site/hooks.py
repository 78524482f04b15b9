"""Tells mkdocs which pages are generated from the code, which come from the top level, and which page is in Chinese."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import reference
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from tiktok_shop_sdk.resources import FAMILIES

ROOT = Path(__file__).parents[2]
CHINESE = ".zh-CN.md"
# Pages of the top level, which people also read where they stand.
TOP_LEVEL = {
    "README.md": "index.md",
    "README.zh-CN.md": f"index{CHINESE}",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}


def on_config(config: MkDocsConfig) -> None:
    """A family is a page; the families are listed once, in the code."""
    nav: list[dict[str, list[Any]]] = config.nav or []
    (families,) = [pages for section in nav for pages in section.values() if pages == ["families/index.md"]]
    families += [{family: f"families/{family}.md"} for family in FAMILIES]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that stand in no file of this directory."""
    made = {**reference.pages(), **{page: _top_level(name) for name, page in TOP_LEVEL.items()}}
    made["tables.css"] = Path(__file__).with_name("tables.css").read_text("utf-8")
    for address, text in made.items():
        files.append(File.generated(config, address, content=text))
    return files


def _top_level(name: str) -> str:
    """A page of the top level, with its links as they must be here; what is no page becomes plain text."""

    def moved(found: re.Match[str]) -> str:
        shown, to = found.groups()
        if to.startswith("docs/"):
            return f"[{shown}]({to.removeprefix('docs/')})"
        if to.startswith(("http", "#")):
            return found[0]
        return f"[{shown}]({TOP_LEVEL[to]})" if to in TOP_LEVEL else shown

    return re.sub(r"\[([^\]]*)\]\(([^)\s]+)\)", moved, (ROOT / name).read_text("utf-8"))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A link out of this directory leads to the source, which is not part of the site."""
    return re.sub(r"\[([^\]]*)\]\(\.\./(?:tiktok_shop_sdk|tests|examples|benchmarks)/[^)\s]*\)", r"\1", markdown)


def twin_of(address: str) -> str:
    """The same page in the other language."""
    return (
        f"{address.removesuffix(CHINESE)}.md"
        if address.endswith(CHINESE)
        else f"{address.removesuffix('.md')}{CHINESE}"
    )


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Each page speaks its own language, and its header leads to the same page in the other one."""
    chinese = page.file.src_uri.endswith(CHINESE)
    pages = {one.file.src_uri: one.url for one in nav.pages}
    own, other = page.file.src_uri, twin_of(page.file.src_uri)
    if other not in pages:  # a page for both languages
        own, other = "index.md", f"index{CHINESE}"
    en, zh = (other, own) if own.endswith(CHINESE) else (own, other)
    # The theme reads both while it renders this page, which is what happens next.
    config.extra["alternate"] = [
        {"name": "English", "lang": "en", "link": pages[en]},
        {"name": "中文", "lang": "zh", "link": pages[zh]},
    ]
    config.theme["language"] = "zh" if chinese else "en"
    return context
