"""The local edge and CloudFront are one description, and neither serves what it should not."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from infra import distribution
from infra.environments import ROOT
from infra.local.edge import Config, Site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def config() -> Config:
    return Config.read(files="http://files.test", live="ws://live.test")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/v1/orgs", "rest"),
        ("/live", "live"),
        ("/docs", "site"),
        ("/docs/start.js", "site"),
        ("/o/1/d/2", "site"),
        ("/", "site"),
    ],
)
def test_a_path_goes_where_the_list_says(config: Config, path: str, target: str) -> None:
    assert config.route(path)["to"] == target


def test_no_script_runs_that_is_not_a_file_of_ours(config: Config) -> None:
    policy = {part.split()[0]: part.split()[1:] for part in config.headers["Content-Security-Policy"].split(";")}
    assert policy["default-src"] == ["'self'"]
    assert policy["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert "{" not in config.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["../pyproject.toml", "docs/../../../pyproject.toml", "docs/../index.py", "/etc/passwd"]
)
def test_nothing_outside_the_site_is_served(config: Config, path: str) -> None:
    found = Site(config).find(path)
    assert found is None


@pytest.mark.parametrize(
    "path", ["docs/index.html", "docs/start.js", "docs/swagger-ui.css", "docs/swagger-ui-bundle.js"]
)
def test_the_api_page_is_served_from_here(config: Config, path: str) -> None:
    assert Site(config).find(path)


def test_the_api_page_has_no_inline_script_and_no_foreign_address() -> None:
    page = (ROOT / "infra" / "site" / "docs" / "index.html").read_text()
    assert "://" not in page
    assert page.count("<script") == page.count('<script src="/docs/')


def test_the_template_says_what_the_edge_file_says() -> None:
    assert f"\n{distribution.written()}\n" in (ROOT / "template.yaml").read_text()


def test_the_rewrite_keeps_files_and_sends_places_to_the_client() -> None:
    code = distribution._rewrite([{"path": "/docs", "to": "site", "file": "docs/index.html"}], "index.html")
    assert "'/docs': '/docs/index.html'" in code
    assert "request.uri = '/index.html'" in code


@pytest.mark.parametrize("path", ["/", "/o/1/documents/2", "/sign-in", "/docs"])
def test_a_place_is_a_page(config: Config, path: str) -> None:
    answer = Site(config).answer(path, config.route(path))
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html")


@pytest.mark.parametrize("path", ["/assets/gone.js", "/docs/gone.css", "/gone.svg", "/../pyproject.toml"])
def test_a_file_that_is_missing_is_missing(config: Config, path: str) -> None:
    """As CloudFront does it: the client's page in its place would be kept as the file, and run as a script."""
    assert Site(config).answer(path, config.route(path)).status == 404


def test_a_file_is_compressed_for_who_takes_it_as_cloudfront_does(config: Config, tmp_path: Path) -> None:
    site = Site(config)
    site._places = [("", tmp_path)]
    (tmp_path / "page.js").write_text("let words = 'a fire in an arch';\n" * 400)
    (tmp_path / "small.js").write_text("let a;")
    (tmp_path / "photo.png").write_bytes(bytes(4000))
    route, gzipped = config.route("/page.js"), {"Accept-Encoding": "gzip, br"}

    plain = site.answer("/page.js", route)
    assert "Content-Encoding" not in plain.headers
    answer = site.answer("/page.js", route, gzipped)
    assert isinstance(answer, web.Response)
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert isinstance(answer.body, bytes)
    assert gzip.decompress(answer.body) == (tmp_path / "page.js").read_bytes()
    assert len(answer.body) * 10 < (tmp_path / "page.js").stat().st_size
    assert site.answer("/page.js", route, {**gzipped, "If-None-Match": answer.headers["ETag"]}).status == 304
    for name in ("small.js", "photo.png"):
        assert "Content-Encoding" not in site.answer(f"/{name}", route, gzipped).headers

    (tmp_path / "page.js").write_text("let words = 'another';\n" * 400)
    after = site.answer("/page.js", route, {**gzipped, "If-None-Match": answer.headers["ETag"]})
    assert isinstance(after, web.Response)
    assert isinstance(after.body, bytes)
    assert gzip.decompress(after.body).startswith(b"let words = 'another'")
