"""Pictures: whatever a file holds, it is told as a problem or shown made anew, and nothing of its maker stays."""

import os
import struct
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from built import FULL, build_site, copy_of, put
from PIL import Image, ImageChops, ImageCms, ImageStat, PngImagePlugin

from talkoot.inputs import SETTLED
from talkoot.outputs.assets import made_anew
from talkoot.outputs.site import Picture
from talkoot.problems import Problem
from talkoot.sources import album, pictures
from talkoot.sources.album import HEAVY, At, look_at_all
from talkoot.sources.pictures import Seen, look_at

SMALL = FULL.parent / "small"
PERSON = b"Aino Kuvaaja, 66.5039 N 25.7294 E"
"""What a camera or a programme writes into a picture about who made it, and where."""


def saved(picture: Image.Image, form: str, **how: Any) -> bytes:
    out = BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def drawn(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, "#c81e1e")
    picture.paste("#1e1ec8", (size[0] // 2, 0, *size))
    return picture.convert(mode)


def about_its_maker() -> dict[str, Any]:
    """EXIF with a place, XMP and a colour profile, all naming a person."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = PERSON.decode()
    exif.get_ifd(0x8825)[2] = (66.0, 30.0, 14.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + PERSON
    return {"exif": exif, "xmp": b"<x:xmpmeta>" + PERSON + b"</x:xmpmeta>", "icc_profile": profile}


def with_notes() -> PngImagePlugin.PngInfo:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", PERSON.decode())
    notes.add_itxt("XML:com.adobe.xmp", PERSON.decode())
    return notes


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is as large as that."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


GOOD: dict[str, Callable[[], bytes]] = {
    "photo.jpg": lambda: saved(drawn(), "JPEG", **about_its_maker(), comment=PERSON),
    "print.jpg": lambda: saved(drawn("CMYK"), "JPEG"),
    "grey.jpg": lambda: saved(drawn("L"), "JPEG"),
    "profile.jpg": lambda: saved(drawn(), "JPEG", icc_profile=b"no profile at all"),
    "sign.png": lambda: saved(drawn("RGBA"), "PNG", pnginfo=with_notes(), **about_its_maker()),
    "moving.png": lambda: saved(
        drawn(), "PNG", save_all=True, append_images=[drawn().rotate(180), drawn()], pnginfo=with_notes()
    ),
    "palette.png": lambda: saved(drawn().quantize(4), "PNG", transparency=3),
    "two.png": lambda: saved(drawn("1"), "PNG"),
    "deep.png": lambda: saved(Image.new("I;16", (60, 40), 40_000), "PNG"),
    "faint.png": lambda: saved(drawn("LA"), "PNG"),
    "modern.webp": lambda: saved(drawn(), "WEBP", **about_its_maker()),
    "moving.webp": lambda: saved(drawn(), "WEBP", save_all=True, append_images=[drawn().rotate(180)]),
}

BROKEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "cut.jpg": ("broken-picture", lambda: saved(drawn(size=(400, 300)), "JPEG")[:1500]),
    "cut.png": ("broken-picture", lambda: saved(Image.effect_noise((90, 90), 50), "PNG")[:3000]),
    "cut.webp": ("broken-picture", lambda: saved(drawn(size=(400, 300)), "WEBP")[:40]),
    "begun.jpg": ("broken-picture", lambda: saved(drawn(), "JPEG")[:30]),
    "empty.png": ("not-a-picture", lambda: b""),
    "letter.jpg": ("not-a-picture", lambda: b"Dear neighbour"),
    "other.png": ("not-a-picture", lambda: saved(drawn(), "GIF")),
    "script.png": ("not-a-picture", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "bomb.png": ("picture-too-large", lambda: claiming(50_000, 50_000)),
    "wide.png": ("picture-too-large", lambda: claiming(12_000, 9_000)),
    "hollow.png": ("broken-picture", lambda: claiming(60, 40)),
    "heavy.jpg": ("picture-too-large", lambda: saved(drawn(), "JPEG") + bytes(21 * 1024 * 1024)),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_picture_is_made_anew_and_holds_its_pixels_and_nothing_else(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(GOOD[name]())

    assert look_at(tmp_path, name) == Seen(name, 60, 40)
    content = made_anew((tmp_path / name).read_bytes(), ((60, 40),))[0]

    with Image.open(BytesIO(content)) as shown:
        assert shown.size == (60, 40)
        assert getattr(shown, "n_frames", 1) == 1
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & {*shown.info}
        assert not shown.getexif()
        if not name.startswith("deep"):
            left, right = (shown.convert("L").getpixel((x, 20)) for x in (5, 55))
            assert left > right  # of a moving picture the first
    for trace in (
        PERSON,
        b"Exif",
        b"xmpmeta",
        b"ICC_PROFILE",
        b"iCCP",
        b"eXIf",
        b"tEXt",
        b"iTXt",
        b"acTL",
        b"EXIF",
    ):
        assert trace not in content


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_shown_is_told(name: str, tmp_path: Path) -> None:
    code, make = BROKEN[name]
    (tmp_path / name).write_bytes(make())

    found = look_at(tmp_path, name)

    assert isinstance(found, Problem)
    assert (found.code, found.path, found.found) == (code, name, name)


def test_a_photo_that_lies_on_its_side_is_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    (tmp_path / "side.jpg").write_bytes(saved(drawn(), "JPEG", exif=exif))

    assert look_at(tmp_path, "side.jpg") == Seen("side.jpg", 40, 60)
    with Image.open(BytesIO(made_anew((tmp_path / "side.jpg").read_bytes(), ((40, 60),))[0])) as shown:
        top, bottom = (shown.convert("RGB").getpixel((20, y)) for y in (5, 55))

    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert top[0] > 150 > top[2] and bottom[2] > 150 > bottom[0]


def test_colours_of_print_look_as_they_did(tmp_path: Path) -> None:
    (tmp_path / "print.jpg").write_bytes(GOOD["print.jpg"]())

    with Image.open(BytesIO(made_anew((tmp_path / "print.jpg").read_bytes(), ((60, 40),))[0])) as shown:
        red = shown.convert("RGB").getpixel((10, 20))

    assert isinstance(red, tuple)
    assert red[0] > 180 and red[1] < 60 and red[2] < 60


@pytest.mark.filterwarnings("error")
def test_a_photo_of_12000_by_9000_pixels_is_shown(tmp_path: Path) -> None:
    (tmp_path / "large.jpg").write_bytes(saved(Image.new("L", (12_000, 9_000), 90), "JPEG", quality=30))

    seen = look_at(tmp_path, "large.jpg")

    assert seen == Seen("large.jpg", 12_000, 9_000)
    sizes = Picture("members/x/large.jpg", 12_000, 9_000).sizes
    assert sizes == [("members/x/large-640.jpg", 640, 480), ("members/x/large-1600.jpg", 1600, 1200)]
    with Image.open(BytesIO(made_anew((tmp_path / "large.jpg").read_bytes(), ((1600, 1200),))[0])) as shown:
        assert shown.size == (1600, 1200)


@pytest.mark.parametrize(("width", "height"), [(5000, 1), (1, 5000), (1, 1), (640, 1), (1601, 3)])
def test_the_thinnest_picture_has_a_size(width: int, height: int) -> None:
    assert all(w >= 1 and h >= 1 for _, w, h in Picture("x.png", width, height).sizes)


def test_what_is_seen_can_be_made_anew_however_its_bytes_were_changed(tmp_path: Path) -> None:
    file = tmp_path / "changed.png"
    seen = 0
    for name, make in GOOD.items():
        content = make()
        for n in range(0, len(content), max(1, len(content) // 25)):
            file.write_bytes(content[:n] + bytes([content[n] ^ 0xFF]) + content[n + 1 :])
            look = look_at(tmp_path, "changed.png")
            if isinstance(look, Seen) and look.width * look.height < 1_000_000:
                seen += 1
                assert made_anew(file.read_bytes(), ((20, 20),))[0], name

    assert seen > 50


def test_a_large_photo_opened_at_half_its_size_looks_as_one_opened_whole() -> None:
    photo = Image.effect_noise((4032, 3024), 80).resize((504, 378)).resize((4032, 3024)).convert("RGB")
    content = saved(photo, "JPEG", quality=90)

    made = [Image.open(BytesIO(each)) for each in made_anew(content, ((640, 480), (1600, 1200)))]

    with Image.open(BytesIO(content)) as whole:
        for picture in made:
            wanted = whole.convert("RGB").resize(picture.size, Image.Resampling.LANCZOS)
            again = Image.open(BytesIO(saved(wanted, "JPEG", quality=82)))
            off, lost = (ImageStat.Stat(ImageChops.difference(wanted, one)).rms for one in (picture, again))
            assert max(off) < 1.1 * max(lost)  # packing it takes away more than that


def put_photo(root: Path, colour: str, size: tuple[int, int] = (60, 40), length: int = 2000) -> None:
    """A photo of as many bytes, in the place of the one before."""
    (root / "photo.png").write_bytes(saved(Image.new("RGB", size, colour), "PNG").ljust(length, b"\0"))


def settle(root: Path) -> None:
    """Wait until the clock has left the photo's last change behind."""
    while time.time_ns() <= (root / "photo.png").stat().st_ctime_ns + SETTLED:
        os.sched_yield()


def looks(root: Path) -> tuple[Seen | Problem, bool]:
    """What is seen in the photo of a folder that has a cache, and whether it had to be looked into."""
    looked = 0

    def look_into(path: str, content: bytes) -> Seen | Problem:
        nonlocal looked
        looked += 1
        return pictures.look_into(path, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(album, "look_into", look_into)
        return look_at_all(root, ["photo.png"], root / "cache")["photo.png"], bool(looked)


def test_a_picture_is_looked_into_once_and_again_when_it_changes(tmp_path: Path) -> None:
    put_photo(tmp_path, "red")
    settle(tmp_path)

    first, again = looks(tmp_path), looks(tmp_path)
    times = (tmp_path / "photo.png").stat()
    put_photo(tmp_path, "blue", (30, 20))
    os.utime(tmp_path / "photo.png", ns=(times.st_atime_ns, times.st_mtime_ns))
    changed = looks(tmp_path)

    assert first == (Seen("photo.png", 60, 40), True)
    assert again == (Seen("photo.png", 60, 40), False)
    assert changed == (Seen("photo.png", 30, 20), True)


def test_a_picture_that_is_copied_or_checked_out_again_is_known_by_what_it_holds(tmp_path: Path) -> None:
    put_photo(tmp_path, "red")
    settle(tmp_path)
    looks(tmp_path)

    (tmp_path / "photo.png").unlink()
    put_photo(tmp_path, "red")

    assert looks(tmp_path) == (Seen("photo.png", 60, 40), False)


def test_a_picture_that_changes_just_after_it_was_looked_at_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(found: os.stat_result) -> At:
        """On a disk whose clock ticks 25 times a second."""
        changed, made = (time - time % 40_000_000 for time in (found.st_mtime_ns, found.st_ctime_ns))
        return At(found.st_size, changed, made, found.st_ino)

    monkeypatch.setattr(album, "_at", at)
    for n in range(1, 60):
        put_photo(tmp_path, "red", (n, 1))

        assert looks(tmp_path)[0] == Seen("photo.png", n, 1)


def test_what_is_wrong_with_a_picture_is_told_every_time(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(saved(drawn(), "GIF"))
    settle(tmp_path)

    told = [looks(tmp_path) for _ in range(2)]

    problem = Problem("not-a-picture", "photo.png", found="photo.png", hints=(("what", "GIF"),))
    assert told == [(problem, True), (problem, False)]


def test_a_picture_that_is_gone_or_closed_when_it_is_to_be_looked_at_is_told_of(tmp_path: Path) -> None:
    put_photo(tmp_path, "red")
    (tmp_path / "folder.png").mkdir()

    found = look_at_all(tmp_path, ["photo.png", "gone.png", "folder.png"], tmp_path / "cache")

    assert found == {
        "photo.png": Seen("photo.png", 60, 40),
        "gone.png": Problem("file-unreadable", "gone.png", found="gone.png"),
        "folder.png": Problem("file-unreadable", "folder.png", found="folder.png"),
    }


def test_many_pictures_are_looked_at_in_several_processes_with_the_same_result(tmp_path: Path) -> None:
    for name, make in {**GOOD, **{name: make for name, (_, make) in BROKEN.items()}}.items():
        (tmp_path / name).write_bytes(make())
    names = sorted(GOOD.keys() | BROKEN.keys())

    assert sum((tmp_path / name).stat().st_size for name in names) > HEAVY
    found = look_at_all(tmp_path, names, jobs=2)
    assert found == {name: look_at(tmp_path, name) for name in names}
    assert [*found] == names


def test_pictures_on_the_site_hold_nothing_of_their_maker(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    (root / "members/hirsi-ja-hopea/workshop.jpg").write_bytes(GOOD["photo.jpg"]())
    (root / "content/pictures").mkdir()
    (root / "content/pictures/hall.webp").write_bytes(GOOD["modern.webp"]())
    put(root / "content/about.md", "premises.\n", "\n![The hall](pictures/hall.webp)\n")

    site = build_site(root, tmp_path / "site", search=False)

    assert site.examined.problems == ()
    assert "pictures/hall.webp" in site.files
    assert [a.get("src") for a in site.page("fi/about/").all("img")] == ["../../pictures/hall.webp"]
    for path in site.files:
        assert PERSON not in (site.folder / path).read_bytes(), path


def test_a_member_shows_every_kind_of_photo_a_camera_or_a_programme_makes(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    folder = root / "members/vanha-verstas"
    for name, make in GOOD.items():
        (folder / name).write_bytes(make())
    photos = [f"  - file: {name}\n    alt: What {name} shows\n    agreed: yes\n" for name in GOOD]
    profile = folder / "member.yml"
    profile.write_text(f"{profile.read_text()}photos:\n{''.join(photos)}")

    site = build_site(root, tmp_path / "site", search=False)

    assert site.examined.problems == ()
    for language in ("", "fi/"):
        page = site.page(f"{language}members/vanha-verstas/")
        shown = {str(image.get("alt")): image for image in page.all("img")}
        assert set(shown) == {f"What {name} shows" for name in GOOD}
        assert all(image.get("width") == "60" and image.get("height") == "40" for image in shown.values())
    for path in site.files:
        content = (site.folder / path).read_bytes()
        assert PERSON not in content, path
        if path.endswith((".jpg", ".png", ".webp")):
            assert b"Exif" not in content and b"EXIF" not in content and b"eXIf" not in content, path


def test_broken_pictures_are_told_where_they_are_named_and_left_out_of_a_draft(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    (root / "members/hirsi-ja-hopea/workshop.jpg").write_bytes(BROKEN["cut.jpg"][1]())
    (root / "content/pictures").mkdir()
    (root / "content/pictures/hall.png").write_bytes(BROKEN["other.png"][1]())

    site = build_site(root, tmp_path / "site", search=False)

    assert [(p.code, p.path, p.field) for p in site.examined.problems] == [
        ("not-a-picture", "content/pictures/hall.png", ()),
        ("broken-picture", "members/hirsi-ja-hopea/member.yml", ("photos", 0, "file")),
    ]
    assert not any(path.endswith(("hall.png", "workshop.jpg")) for path in site.files)


def test_a_picture_that_a_page_names_and_nobody_put_there_is_told(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    put(root / "content/about.md", "premises.\n", "\n![The hall](pictures/hal.webp)\n")
    (root / "content/pictures").mkdir()
    (root / "content/pictures/hall.webp").write_bytes(GOOD["modern.webp"]())

    (problem,) = build_site(root, tmp_path / "site", search=False).examined.problems

    assert (problem.code, problem.path, problem.line) == ("page-link", "content/about.md", 5)
    assert problem.hints == (("near", "pictures/hall.webp"),)
