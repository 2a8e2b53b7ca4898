"""Puts the design that comes with sitegen into the package: whoever installs it has layouts and static files."""

from pathlib import Path
from shutil import copytree, ignore_patterns

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithDesign(build_py):
    """Build the package with the two folders of the design in `sitegen/own/`."""

    def run(self) -> None:
        """Copy the folders where a copy of the package is made; in a checkout they lie beside it."""
        super().run()
        if self.editable_mode:
            return
        for name in ("layouts", "static"):
            # the CMS is fetched into static/admin by each paper that wants it
            target = Path(self.build_lib, "sitegen", "own", name)
            copytree(name, target, dirs_exist_ok=True, ignore=ignore_patterns("admin"))


setup(cmdclass={"build_py": BuildWithDesign})
