"""Runs commands in a terminal and draws what it shows as an SVG that moves.

    recording.py OUT.svg FOLDER COMMAND…

The commands are run by one shell in FOLDER, as if they were typed. What the terminal shows is kept by pyte (https://pypi.org/project/pyte/). Time goes
by as it did, but pauses of more than a second are cut to one, and what a command has printed stays for two seconds. Refuses a screen that holds a path of this machine.
"""

import os
import pathlib
import pty
import re
import select
import sys
import time
import xml.sax.saxutils

import pyte

COLUMNS, ROWS = 106, 30
TYPED_SECONDS, LONGEST_PAUSE, READ_SECONDS, LAST_SECONDS = 0.03, 1.0, 2.0, 6.0
WIDTH, HEIGHT, MARGIN = 8.0, 18, 14
COLOURS = {"default": "#d4d8de", "green": "#7ec87e", "red": "#f08080", "brown": "#e0c070", "blue": "#86aef0", "cyan": "#70c8d0", "magenta": "#d090d8",
           "brightblack": "#8a919c"}
BOLD = ' font-weight="bold"'
GROUND, PROMPT = "#1b1f27", "\x1b[32m$\x1b[0m "


def record(folder, commands):
    """The time that goes by before each piece of output, and the piece."""
    read = 0.0
    for command in commands:
        yield read, PROMPT
        for character in command:
            yield TYPED_SECONDS, character
        yield 0.3, "\r\n"
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(folder)
            os.execvp("bash", ["bash", "-c", command + "\npwd >\"$RECORDED_FOLDER\""])
        begun = last = now = time.monotonic()
        text = b""
        while True:
            select.select([terminal], [], [])
            try:
                text += os.read(terminal, 65536)
            except OSError:  # The command has ended.
                break
            now = time.monotonic()
            yield min(now - last, LONGEST_PAUSE), text.decode("utf-8", "replace")
            last, text = now, b""
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            sys.exit(f"recording: this failed: {command}")
        read = READ_SECONDS if now - begun > LONGEST_PAUSE else 0.4
        folder = pathlib.Path(os.environ["RECORDED_FOLDER"]).read_text(encoding="utf-8").strip()


def line(row, columns):
    """The runs of one colour in a row: column, text, colour, boldness."""
    runs = []
    for column in range(columns):
        cell = row[column]
        style = (cell.fg, cell.bold)
        if runs and runs[-1][2:] == style and runs[-1][0] + len(runs[-1][1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + cell.data, *style)
        else:
            runs.append((column, cell.data, *style))
    return tuple(run for run in ((at, text.rstrip(), *style) for at, text, *style in runs) if run[1])


def frames(events):
    """Second at which it is shown, and lines, of each screen that differs from the one before."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    now, shown = 0.0, []
    for seconds, text in events:
        now += seconds
        stream.feed(text)
        lines = tuple(line(screen.buffer[row], COLUMNS) for row in range(ROWS))
        if shown and now - shown[-1][0] < 0.02:
            shown[-1] = (shown[-1][0], lines)
        elif not shown or shown[-1][1] != lines:
            shown.append((now, lines))
    return shown, now + LAST_SECONDS


def drawn(runs):
    """A row as SVG; each run is as wide as its columns, whatever the font."""
    return "".join(
        f'<text x="{at * WIDTH:g}" textLength="{len(text) * WIDTH:g}" fill="{COLOURS.get(colour, COLOURS["default"])}"{BOLD if bold else ""}>'
        f"{xml.sax.saxutils.escape(text)}</text>"
        for at, text, colour, bold in runs
    )


def svg(shown, seconds):
    """All screens one below another, behind a window that goes from one to the next; without motion the last one."""
    height = ROWS * HEIGHT
    names, symbols, screens = {}, [], []
    for number, (_, lines) in enumerate(shown):
        for row, runs in enumerate(lines):
            if not runs:
                continue
            if runs not in names:
                names[runs] = f"r{len(names)}"
                symbols.append(f'<g id="{names[runs]}">{drawn(runs)}</g>')
            screens.append(f'<use href="#{names[runs]}" y="{number * height + (row + 1) * HEIGHT - 4}"/>')
    steps = "".join(f"{at / seconds * 100:.3f}%{{transform:translateY({-number * height}px)}}" for number, (at, _) in enumerate(shown))
    last = -(len(shown) - 1) * height
    width = round(COLUMNS * WIDTH)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 2 * MARGIN} {height + 2 * MARGIN}" width="{width + 2 * MARGIN}">'
        f"<style>text{{font:13px 'DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}}#film{{transform:translateY({last}px)}}"
        f"@media(prefers-reduced-motion:no-preference){{#film{{animation:play {seconds:.1f}s step-end infinite}}}}"
        f"@keyframes play{{{steps}100%{{transform:translateY({last}px)}}}}</style>"
        f'<rect width="100%" height="100%" rx="8" fill="{GROUND}"/><defs>{"".join(symbols)}</defs>'
        f'<svg x="{MARGIN}" y="{MARGIN}" width="{width}" height="{height}"><g id="film">{"".join(screens)}</g></svg></svg>\n'
    )


def main(out, folder, *commands):
    os.environ.update(COLUMNS=str(COLUMNS), LINES=str(ROWS), TERM="xterm-256color", RECORDED_FOLDER=out + ".folder")
    shown, seconds = frames(record(folder, commands))
    pathlib.Path(out + ".folder").unlink()
    text = svg(shown, seconds)
    own = [str(pathlib.Path(out).parent), folder, str(pathlib.Path.home()), "/home/", "/tmp/", "/Users/"]
    found = re.search("(" + "|".join(map(re.escape, own)) + ")[^<]*", text)
    if found:
        sys.exit(f"recording: a path of this machine is shown: {found[0]}")
    pathlib.Path(out).write_text(text, encoding="utf-8")
    print(f"{len(shown)} screens, {seconds:.0f} s, {len(text) / 1000:,.0f} KB")


if __name__ == "__main__":
    main(*sys.argv[1:])
