#!/usr/bin/env python3
"""Writes the sample referral in the real Helix, run in tmux with the files of this folder, and records what it sends.

Helix is in no package that `.ci/run` could install, so this is run by hand before a release; `tests/wire/helix.rs`
replays the recording. Without --record nothing is written but a folder that is removed at the end.

usage: editors/helix/test/drive.py --hx PATH --server target/debug/referral [--screens FILE] [--record tests/support/helix.jsonl]
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve()
HELIX, ROOT = HERE.parent.parent, HERE.parents[3]
SOCKET = f"helix-{os.getpid()}"
PATIENCE = 15  # seconds


def pass_on(source, sink, log=None):
    """Passes messages on until there are none, and notes each in the log."""
    while True:
        length = None
        while (line := source.readline()) not in (b"\r\n", b""):
            sink.write(line)
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if length is None:
            return sink.close()
        body = source.read(length)
        sink.write(line + body)
        sink.flush()
        if log:
            log.write(body.decode() + "\n")
            log.flush()


def stand_between():
    """What Helix starts: the server, with what goes to it written down."""
    server = subprocess.Popen(
        [os.environ["DRIVE_SERVER"], *sys.argv[1:], "--today", "2015-06-10"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with open(os.environ["DRIVE_LOG"], "a") as log:
        to_server = threading.Thread(target=pass_on, args=(sys.stdin.buffer, server.stdin, log))
        to_server.start()
        pass_on(server.stdout, sys.stdout.buffer)
        to_server.join()
    return server.wait()


def tmux(*arguments):
    return subprocess.run(["tmux", "-L", SOCKET, *arguments], check=True, capture_output=True, text=True).stdout


class Screen:
    """Helix with the sample, in a home of its own."""

    def __init__(self, hx, server, home, screens):
        self.home, self.screens = home, screens
        config = home / "config/helix"
        config.mkdir(parents=True)
        for name in ["languages.toml", "config.toml"]:
            shutil.copy(HELIX / name, config)
        (home / "bin").mkdir()
        program = home / "bin/referral"
        program.symlink_to(HERE)
        self.cases = home / "cases"
        (self.cases / ".git").mkdir(parents=True)
        shutil.copy(ROOT / "server/src/sample.referral.md", self.cases / "child-k.referral.md")
        env = {
            "HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_CACHE_HOME": home / "cache", "XDG_DATA_HOME": home / "data",
            "PATH": f"{home / 'bin'}:{os.environ['PATH']}", "COLORTERM": "truecolor",
            "DRIVE_SERVER": server, "DRIVE_LOG": home / "sent.jsonl",
        }
        pairs = [f"{name}={value}" for name, value in env.items()]
        tmux("-f", "/dev/null", "new-session", "-d", "-s", "v", "-x", "118", "-y", "44", "-c", str(self.cases),
             "env", *pairs, str(hx), "child-k.referral.md")

    def keys(self, *keys):
        for key in keys:
            tmux("send-keys", "-t", "v", key)

    def type(self, text):
        tmux("send-keys", "-t", "v", "-l", text)

    def until(self, part, gone=False):
        """Waits until the part is on the screen, or no more."""
        end = time.time() + PATIENCE
        while True:
            text = tmux("capture-pane", "-p", "-t", "v")
            if (part in " ".join(text.split())) != gone:
                break
            if time.time() > end:
                raise SystemExit(f"not ok - {part}\n{text}")
            time.sleep(0.05)
        print(f"ok - {part}{' has gone' if gone else ''}")
        if self.screens:
            self.screens.write(f"===== {part}{' has gone' if gone else ''}\n{text.rstrip()}\n\n")

    def sent(self, method, times=1):
        """Waits until Helix has asked for this, so that the recording has it before the next key."""
        end = time.time() + PATIENCE
        while (self.home / "sent.jsonl").read_text().count(f'"method":"{method}"') < times:
            if time.time() > end:
                raise SystemExit(f"not ok - {method} was not sent")
            time.sleep(0.05)


def write(screen):
    screen.until('there is no "Basis" section')
    screen.keys("]", "d")
    screen.until("└─49 working days passed")
    screen.keys("]", "d")
    screen.until("└─there is no")
    screen.keys("Space", "a")
    screen.until('Insert "Basis"')
    screen.keys("Enter")
    screen.until("## Basis")
    screen.until('there is no "Basis"', gone=True)
    screen.type("/## Circ")
    screen.keys("Enter")
    screen.until("21:")
    screen.type("]r")
    screen.until(" 34:1")
    screen.type("cNeglect: 𝄞")
    screen.keys("Escape")
    screen.until("does not say which criteria")
    screen.type("/## Rationale")
    screen.keys("Enter")
    screen.until("39:")
    screen.keys("Space", "k")
    screen.until("with an appropriate rationale")
    screen.keys("Escape")
    screen.until("with an appropriate rationale", gone=True)
    screen.keys("Space", "s")
    screen.until("Rationale: ")
    screen.keys("Escape")
    screen.until("Rationale: ", gone=True)
    screen.type("geo")
    screen.keys("Enter")
    screen.type("##")
    screen.until("Designated lead consulted")
    screen.keys("C-n")
    screen.until("The people who matter")
    screen.keys("Enter")
    screen.until("| --- | --- |")
    screen.keys("Escape")
    screen.until("NOR")
    screen.type(":format")
    screen.keys("Enter")
    screen.until("| ------------------ |")
    screen.type("/Child K")
    screen.keys("Enter")
    screen.until("12:")
    screen.type("gr")
    screen.until("child-k.referral.md:23")
    screen.keys("Escape")
    screen.until("child-k.referral.md:23", gone=True)
    screen.sent("textDocument/references")
    screen.type(":w")
    screen.keys("Enter")
    screen.until("written")
    screen.sent("textDocument/didSave")
    screen.type(":q")
    screen.keys("Enter")
    screen.sent("exit")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hx", required=True, type=pathlib.Path)
    parser.add_argument("--server", required=True, type=pathlib.Path)
    parser.add_argument("--screens", type=pathlib.Path, help="where the screens are written")
    parser.add_argument("--record", type=pathlib.Path, help="where what Helix sends is written")
    given = parser.parse_args()
    screens = given.screens and given.screens.open("w")
    with tempfile.TemporaryDirectory(prefix="helix-drive-") as folder:
        home = pathlib.Path(folder).resolve()
        try:
            screen = Screen(given.hx.resolve(), given.server.resolve(), home, screens)
            write(screen)
        finally:
            subprocess.run(["tmux", "-L", SOCKET, "kill-server"], capture_output=True)
        if given.record:
            with given.record.open("w") as record:
                for line in (home / "sent.jsonl").read_text().replace(str(screen.cases), "/cases").splitlines():
                    message = json.loads(line)
                    if message.get("method") == "initialize":
                        message["params"]["processId"] = None
                    record.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    sys.exit(stand_between() if "DRIVE_SERVER" in os.environ else main())
