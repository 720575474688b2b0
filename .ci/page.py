"""Does what a page of the documentation tells, in the current folder, and compares what it shows.

    page.py PAGE [--without COMMAND…]

Fenced blocks of the page, in their order:

    sh            is run; a `cd` holds for those that follow. Lines whose command `--without` names are left out, and what is shown after them
    sh not-run    is told only
    text          what the block before prints, all of it: a line `…` stands for any lines, `…` in a line for anything; times, speeds and sizes
                  (0.8 s, 606 rows/s, 26.4 MB, 140.3 of 250) may be others
    diff          a change of the file that its first two lines name: what is taken out, or stands around, has to be there once
    LANGUAGE FILE is written as that file

Exit code 1: a command failed, or printed something else; page, line and what it printed are told.
"""

import pathlib
import re
import subprocess
import sys
import time


def blocks(page):
    """Line number, information and text of each fenced block."""
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r"^```(\S[^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield text.count("\n", 0, found.start()) + 1, found[1].split(), found[2]


def figures(text):
    """What differs from machine to machine is taken out."""
    text = re.sub(r"\d[\d,]*(\.\d+)? rows/s", "N rows/s", text)
    return re.sub(r"\d+\.\d+ (s|MB|of)\b", r"N \1", text)


def pattern(shown):
    """A regular expression for what a page shows."""
    lines = []
    for line in figures(shown).rstrip("\n").split("\n"):
        if line.strip() == "…":
            lines.append(r"(?:[^\n]*\n)*")
        else:
            lines.append(".*".join(re.escape(part) for part in line.rstrip().split("…")) + r"[ ]*\n")
    return "".join(lines)


def run(commands, folder):
    """What the commands print, their exit code, and the folder that they end in."""
    here = folder / ".." / ".page-folder"
    script = f"set -euo pipefail\n{commands}\npwd >{str(here.resolve())!r}\n"
    done = subprocess.run(["bash", "-c", script], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    ended = pathlib.Path(here.read_text().strip()) if done.returncode == 0 else folder
    here.unlink(missing_ok=True)
    return done.stdout, done.returncode, ended


def change(difference, folder):
    """Changes a file as the difference says; a sentence if that can't be done."""
    lines = difference.rstrip("\n").split("\n")
    name = lines[0].removeprefix("--- ")
    before = "\n".join(line[1:] for line in lines[2:] if line[:1] != "+") + "\n"
    after = "\n".join(line[1:] for line in lines[2:] if line[:1] != "-") + "\n"
    file = folder / name
    if not file.is_file():
        return f"there is no {name}"
    text = file.read_text(encoding="utf-8")
    if text.count(before) != 1:
        return f"{name} has what is changed {text.count(before)} times, not once:\n{text}"
    file.write_text(text.replace(before, after), encoding="utf-8")
    return None


def main(page, without):
    folder = pathlib.Path.cwd()
    printed = None
    commands = shown = 0
    for line, information, text in blocks(page):
        where = f"{page}:{line}"
        if information == ["sh"]:
            kept = [command for command in text.splitlines() if command.split(" ", 1)[0] not in without]
            left_out = len(kept) < len(text.splitlines())
            started = time.monotonic()
            printed, code, folder = run("\n".join(kept), folder)
            if code:
                sys.exit(f"{where}: exit code {code} of\n{text}\n{printed}")
            if left_out:
                printed = None
            commands += len(kept)
            for command in kept:
                print(f"{time.monotonic() - started:5.1f} s  {command}" if command == kept[-1] else f"         {command}", flush=True)
        elif information == ["text"]:
            if printed is not None:
                if not re.fullmatch(pattern(text), figures(printed).rstrip() + "\n"):
                    sys.exit(f"{where}: the page shows\n{text}\nand this was printed:\n{printed}")
                shown += 1
        elif information == ["diff"]:
            trouble = change(text, folder)
            if trouble:
                sys.exit(f"{where}: {trouble}")
        elif len(information) == 2 and information[1] != "not-run":
            file = folder / information[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    if not commands or not shown:
        sys.exit(f"{page}: there is nothing to run, or nothing to compare")
    print(f"{commands} commands, {shown} outputs as the page shows them")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(pathlib.Path(arguments[0]).resolve(), set(arguments[2:]))
