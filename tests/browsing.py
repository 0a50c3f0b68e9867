"""A headless Chromium that looks at pages, and keeps what it logged and asked for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
ARGUMENTS = """--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars
--disable-background-networking --disable-component-update --disable-sync --window-size=1280,800"""


class Window:
    """A window on one page, with what the browser logged since it was opened."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def visit(self, address: str) -> None:
        self.driver.get_log("browser"), self.driver.get_log("performance")
        self.driver.get(address)

    def ask(self, script: str) -> Any:
        return self.driver.execute_script(f"return {script}")

    def wait(self, script: str) -> None:
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 10).until(lambda driver: driver.execute_script(script), script)

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        logged = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [
            one["params"]["request"]["url"] for one in logged if one["method"] == "Network.requestWillBeSent"
        ]

    @contextmanager
    def shaped(self, width: int, height: int, dark: bool) -> Iterator[None]:
        """As a screen of this size shows it, in the light or in the dark."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        try:
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
            yield
        finally:
            self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
            self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@contextmanager
def chromium(profile: Path) -> Iterator[Any]:
    """A driver of Chromium; the test skips where there is none."""
    if not CHROMIUM or not DRIVER:
        pytest.skip("no chromium and chromedriver here (Debian: apt install chromium chromium-driver)")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in [*ARGUMENTS.split(), f"--user-data-dir={profile}"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()
