#!/usr/bin/env python3
"""Takes neovim.svg: the screen of a real `referral try`, run in tmux. Needs tmux, and Neovim 0.11 on the path.

usage: editors/pictures/take.py target/debug/referral
"""
import html
import os
import re
import subprocess
import sys
import time

COLUMNS, LINES = 112, 40
WIDTH, HEIGHT = 8.4, 18  # of a character, in pixels
COLOURS = ["#14161b", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d0d4dc"]
PAPER, INK = "#14161b", "#e0e2ea"
SOCKET = f"picture-{os.getpid()}"


def tmux(*arguments):
    return subprocess.run(["tmux", "-L", SOCKET, *arguments], capture_output=True, text=True, check=True).stdout


def wait_for(part):
    until = time.time() + 15
    while part not in re.sub(r"\s+", " ", tmux("capture-pane", "-p")):
        if time.time() > until:
            sys.exit(f"{part!r} was never shown:\n" + tmux("capture-pane", "-p"))
        time.sleep(0.1)


def screen(program):
    tmux("-f", "/dev/null", "new-session", "-d", "-x", str(COLUMNS), "-y", str(LINES),
         "env", "COLORTERM=truecolor", "TERM=tmux-256color", os.path.abspath(program), "try")
    try:
        tmux("set", "-g", "status", "off")
        tmux("set", "-ga", "terminal-overrides", ",*:Tc")
        wait_for('there is no "Basis" section')
        tmux("send-keys", "/## Subject", "Enter", "K")
        wait_for("appropriate rationale")
        return tmux("capture-pane", "-p", "-e", "-N")
    finally:
        tmux("kill-server")


def runs(line, style):
    """The line as pieces of (text, foreground, background, bold, underlined); styles go on in the next line."""
    pieces = []
    for part in re.split(r"(\x1b\[[0-9;:]*m)", line):
        if not part.startswith("\x1b["):
            if part:
                pieces.append((part, dict(style)))
            continue
        codes = [code for code in re.split(r"[;]", part[2:-1])]
        while codes:
            code = codes.pop(0)
            number = int(code.split(":")[0] or 0)
            if number == 0:
                style.clear()
            elif number in (38, 48):
                kind = codes.pop(0)
                if kind == "2":
                    red, green, blue = (int(codes.pop(0)) for _ in range(3))
                    colour = f"#{red:02x}{green:02x}{blue:02x}"
                else:
                    colour = COLOURS[int(codes.pop(0)) % 8]
                style["ink" if number == 38 else "paper"] = colour
            elif 30 <= number <= 37 or 90 <= number <= 97:
                style["ink"] = COLOURS[number % 10]
            elif 40 <= number <= 47 or 100 <= number <= 107:
                style["paper"] = COLOURS[number % 10]
            elif number == 39:
                style.pop("ink", None)
            elif number == 49:
                style.pop("paper", None)
            elif number in (1, 4, 7):
                style[{1: "bold", 4: "line", 7: "turned"}[number]] = code != "4:0"
            elif number in (22, 24, 27):
                style.pop({22: "bold", 24: "line", 27: "turned"}[number], None)
    return pieces


def svg(text):
    width, height = COLUMNS * WIDTH + 24, LINES * HEIGHT + 24
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img">',
        "<title>The sample referral in Neovim</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>',
        "<g font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\" xml:space=\"preserve\">",
    ]
    style = {}
    for row, line in enumerate(text.rstrip("\n").split("\n")):
        column, top = 0, 12 + row * HEIGHT
        for piece, how in runs(line, style):
            ink, paper = how.get("ink", INK), how.get("paper")
            if how.get("turned"):
                ink, paper = paper or PAPER, ink
            left, wide = 12 + column * WIDTH, len(piece) * WIDTH
            if paper:
                out.append(f'<rect x="{left:.1f}" y="{top}" width="{wide:.1f}" height="{HEIGHT}" fill="{paper}"/>')
            if piece.strip():
                start = len(piece) - len(piece.lstrip(" "))
                word = piece.strip(" ")
                more = ' font-weight="bold"' if how.get("bold") else ""
                more += ' text-decoration="underline"' if how.get("line") else ""
                out.append(
                    f'<text x="{left + start * WIDTH:.1f}" y="{top + 14}" fill="{ink}"{more} '
                    f'textLength="{len(word) * WIDTH:.1f}">{html.escape(word)}</text>'
                )
            column += len(piece)
    return "\n".join([*out, "</g>", "</svg>", ""])


if __name__ == "__main__":
    picture = os.path.join(os.path.dirname(os.path.abspath(__file__)), "neovim.svg")
    with open(picture, "w", encoding="utf-8") as file:
        file.write(svg(screen(sys.argv[1])))
