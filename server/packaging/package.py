#!/usr/bin/env python3
"""Puts a program that has been built into an archive, a wheel or an npm package.

Nothing is compiled here, and nothing is needed but Python 3 and cargo. What is said of the program comes from
Cargo.toml, and what each kind of computer is called from targets.json. The same input gives the same bytes.

    package.py pages    --binary PATH --out FOLDER        completions and pages of the manual, written by the program
    package.py archive  --target TRIPLE --binary PATH --pages FOLDER --out FOLDER
    package.py wheel    --target TRIPLE --binary PATH --out FOLDER
    package.py npm      --target TRIPLE --binary PATH --out FOLDER
    package.py npm-main --out FOLDER                      the npm package that people name; it needs one of the others
"""

import argparse
import base64
import hashlib
import io
import json
import subprocess
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# 1980 is the first year that a zip archive can say.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
COMPLETIONS = {
    "bash": "referral.bash",
    "elvish": "referral.elv",
    "fish": "referral.fish",
    "powershell": "_referral.ps1",
    "zsh": "_referral",
}


def about():
    """What Cargo.toml says of the program."""
    metadata = ["cargo", "metadata", "--no-deps", "--format-version", "1"]
    said = json.loads(subprocess.run(metadata, check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout)
    return next(package for package in said["packages"] if package["name"] == "referral-lsp")


def target(triple):
    targets = json.loads((HERE / "targets.json").read_text(encoding="utf-8"))
    found = next((target for target in targets if target["triple"] == triple), None)
    if found is None:
        known = ", ".join(target["triple"] for target in targets)
        raise SystemExit(f"there is no target {triple}; there is: {known}")
    return found


def program_name(triple):
    return "referral.exe" if "windows" in triple else "referral"


def tarball(path, files):
    """Writes a .tar.gz of (name, bytes, can be started)."""
    # A name and a time in the header of gzip would differ from one run to the next.
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
        for name, content, is_program in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            entry.mode = 0o755 if is_program else 0o644
            archive.addfile(entry, io.BytesIO(content))
    # Bytes 4 to 8 are that time.
    content = bytearray(packed.getvalue())
    content[4:8] = bytes(4)
    path.write_bytes(content)


def zip_archive(path, files):
    """Writes a .zip of (name, bytes, can be started)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, is_program in files:
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, so that the mode counts
            entry.external_attr = (0o100755 if is_program else 0o100644) << 16
            archive.writestr(entry, content)


def pages(arguments):
    for kind in ("completions", "man"):
        (arguments.out / kind).mkdir(parents=True, exist_ok=True)
    program = str(arguments.binary.resolve())
    for shell, name in COMPLETIONS.items():
        script = subprocess.run([program, "completions", shell], check=True, stdout=subprocess.PIPE).stdout
        (arguments.out / "completions" / name).write_bytes(script)
    subprocess.run([program, "man", "--out", str(arguments.out / "man")], check=True)


def archive(arguments):
    triple = target(arguments.target)["triple"]
    folder = f"referral-{triple}"
    files = [(f"{folder}/{program_name(triple)}", arguments.binary.read_bytes(), True)]
    for name in ("LICENSE", "README.md", "CHANGELOG.md", "PRIVACY.md"):
        files.append((f"{folder}/{name}", (ROOT / name).read_bytes(), False))
    for page in sorted(path for path in arguments.pages.rglob("*") if path.is_file()):
        files.append((f"{folder}/{page.relative_to(arguments.pages).as_posix()}", page.read_bytes(), False))
    if "windows" in triple:
        zip_archive(arguments.out / f"{folder}.zip", files)
    else:
        tarball(arguments.out / f"{folder}.tar.gz", files)


def wheel(arguments):
    said, tag = about(), target(arguments.target)["wheel"]
    stem = f"{said['name'].replace('-', '_')}-{said['version']}"
    metadata = f"""Metadata-Version: 2.4
Name: {said["name"]}
Version: {said["version"]}
Summary: {said["description"]}
License-Expression: {said["license"]}
License-File: LICENSE
Project-URL: Source, {said["repository"]}
Requires-Python: >=3.8
Description-Content-Type: text/markdown

{(HERE / "pypi/README.md").read_text(encoding="utf-8")}"""
    tags = "".join(f"Tag: py3-none-{platform}\n" for platform in tag.split("."))
    files = [
        (f"{stem}.data/scripts/{program_name(arguments.target)}", arguments.binary.read_bytes(), True),
        (f"{stem}.dist-info/licenses/LICENSE", (ROOT / "LICENSE").read_bytes(), False),
        (f"{stem}.dist-info/METADATA", metadata.encode(), False),
        (f"{stem}.dist-info/WHEEL", f"Wheel-Version: 1.0\nGenerator: package.py\nRoot-Is-Purelib: false\n{tags}".encode(), False),
    ]
    record = ""
    for name, content, _ in files:
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        record += f"{name},sha256={digest},{len(content)}\n"
    files.append((f"{stem}.dist-info/RECORD", f"{record}{stem}.dist-info/RECORD,,\n".encode(), False))
    zip_archive(arguments.out / f"{stem}-py3-none-{tag}.whl", files)


def npm_manifest(name, **more):
    said = about()
    return {
        "name": name,
        "version": said["version"],
        "description": said["description"],
        "license": said["license"],
        "repository": {"type": "git", "url": f"{said['repository']}.git"},
        **more,
    }


def npm_tarball(out, manifest, files):
    name = manifest["name"].lstrip("@").replace("/", "-")
    text = json.dumps(manifest, indent=2) + "\n"
    tarball(
        out / f"{name}-{manifest['version']}.tgz",
        [
            ("package/package.json", text.encode(), False),
            ("package/LICENSE", (ROOT / "LICENSE").read_bytes(), False),
            *files,
        ],
    )


def npm_name(platform):
    return f"@{about()['name']}/{platform}"


def npm(arguments):
    platform = target(arguments.target)["npm"]
    system, processor = platform.split("-")
    # Yarn keeps packages packed unless asked not to, and a packed program cannot be started.
    manifest = npm_manifest(npm_name(platform), os=[system], cpu=[processor], preferUnplugged=True)
    readme = f"The program of the package {about()['name']} for {platform}.\n"
    npm_tarball(
        arguments.out,
        manifest,
        [
            ("package/README.md", readme.encode(), False),
            (f"package/bin/{program_name(arguments.target)}", arguments.binary.read_bytes(), True),
        ],
    )


def npm_main(arguments):
    said = about()
    targets = json.loads((HERE / "targets.json").read_text(encoding="utf-8"))
    manifest = npm_manifest(
        said["name"],
        bin={"referral": "bin/referral.js"},
        engines={"node": ">=18"},
        optionalDependencies={npm_name(target["npm"]): said["version"] for target in targets},
    )
    npm_tarball(
        arguments.out,
        manifest,
        [
            ("package/README.md", (HERE / "npm/README.md").read_bytes(), False),
            ("package/bin/referral.js", (HERE / "npm/referral.js").read_bytes(), True),
        ],
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, run, wanted in (
        ("pages", pages, ["binary", "out"]),
        ("archive", archive, ["target", "binary", "pages", "out"]),
        ("wheel", wheel, ["target", "binary", "out"]),
        ("npm", npm, ["target", "binary", "out"]),
        ("npm-main", npm_main, ["out"]),
    ):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        for option in wanted:
            command.add_argument(f"--{option}", required=True, type=str if option == "target" else Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    arguments.run(arguments)


if __name__ == "__main__":
    main()
