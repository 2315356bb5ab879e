"""Frames kept between builds, in one file under `.cache/talkoot/`; whatever is in doubt is thrown away."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from talkoot.frames.assets import THEME, read_folder
from talkoot.frames.colours import Colours
from talkoot.frames.frame import Frame, Slot
from talkoot.frames.made import Frames, WrittenPage
from talkoot.frames.site import FrameSite

FILE = "frames"

_PAGE_FIELDS = [field.name for field in fields(WrittenPage) if field.name != "frame"]
_DIGEST = sha256().digest_size
_CODE = Path(__file__).parent


def key_of(
    site: FrameSite, sources: Mapping[str, str], look: str, overrides: Mapping[str, bytes], engine: str
) -> bytes:
    """A digest of everything frames depend on: the network's files, our own, and the engine's version."""
    digest = sha256()
    versions = [engine, version(engine), version("mkdocs-material"), version("markdown"), version("jinja2")]
    told = {**asdict(site), "root": "", "parts": sorted(site.parts)}
    digest.update(json.dumps([told, versions, look, dict(sources)], sort_keys=True).encode())
    ours = {
        **read_folder(THEME),
        **read_folder(_CODE),
        "engine.py": (_CODE.parent / "engine.py").read_bytes(),
    }
    for folder in (overrides, ours):
        for path in sorted(folder):
            digest.update(f"\0{path}\0{len(folder[path])}\0".encode())
            digest.update(folder[path])
    return digest.digest()


def load(cache: Path, key: bytes) -> Frames | None:
    """The frames kept under `key`; None if there are none, or if the file is not what was written."""
    try:
        content = (cache / FILE).read_bytes()
    except OSError:
        return None
    kept, digest, body = content[:_DIGEST], content[_DIGEST : 2 * _DIGEST], content[2 * _DIGEST :]
    if kept != key or sha256(body).digest() != digest:
        return None
    size = int.from_bytes(body[:8], "big")
    return _unpack(json.loads(body[8 : 8 + size]), body[8 + size :])


def keep(cache: Path, key: bytes, frames: Frames) -> None:
    """Keep `frames`; a disk that is full or closed only costs the next build its head start."""
    told, assets = _pack(frames)
    head = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    body = len(head).to_bytes(8, "big") + head + assets
    standby = cache / f".{FILE}.{os.getpid()}"
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        try:
            standby.write_bytes(key + sha256(body).digest() + body)
            standby.replace(cache / FILE)
        finally:
            standby.unlink(missing_ok=True)


def _pack(frames: Frames) -> tuple[dict[str, Any], bytes]:
    return {
        "records": [[*key, _pack_frame(frame)] for key, frame in frames.records.items()],
        "pages": [
            [path, _pack_frame(page.frame), *(getattr(page, name) for name in _PAGE_FIELDS)]
            for path, page in frames.pages.items()
        ],
        "not_found": frames.not_found,
        "icon": frames.icon,
        "colours": [frames.colours.day, frames.colours.night],
        "policy": frames.policy,
        "warnings": frames.warnings,
        "assets": [[path, len(content)] for path, content in frames.assets.items()],
    }, b"".join(frames.assets.values())


def _pack_frame(frame: Frame) -> list[Any]:
    return [frame.pieces, [[slot.name, slot.before, slot.after] for slot in frame.slots]]


def _unpack(told: Mapping[str, Any], assets: bytes) -> Frames:
    files, start = {}, 0
    for path, size in told["assets"]:
        files[path] = assets[start : start + size]
        start += size
    return Frames(
        {(code, section, depth): _unpack_frame(frame) for code, section, depth, frame in told["records"]},
        {path: WrittenPage(_unpack_frame(frame), *rest) for path, frame, *rest in told["pages"]},
        told["not_found"],
        files,
        told["icon"],
        Colours(*told["colours"]),
        told["policy"],
        tuple(told["warnings"]),
    )


def _unpack_frame(told: Any) -> Frame:
    pieces, slots = told
    return Frame(tuple(pieces), tuple(Slot(*slot) for slot in slots))
