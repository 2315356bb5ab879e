"""Where a page's script is: a module of one of the theme's folders, which bear their contents' hash."""

from talkoot.outputs.site import Site


def script(site: Site, folder: str, name: str) -> str:
    """The path of `scripts/<folder>/<name>` of the theme, below the site's top."""
    return next(
        path
        for path in site.frames.assets
        if path.startswith(f"assets/{folder}.") and path.endswith(f"/{name}")
    )


def modules(site: Site, folder: str, *names: str) -> list[str]:
    """The paths of a script and of all it imports, so that a browser may fetch them at once."""
    return [script(site, folder, name) for name in names]
