"""Sections of a Markdown page that several benchmarks write."""

import os
import pathlib
import platform


def processor():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def machine():
    """What the figures were measured on, in a line."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (f"{processor()}, {os.cpu_count()} processors, load {load}; Linux {platform.release()}, "
            f"Python {platform.python_version()}")


def write_section(page, title, text):
    """Puts `text` under `## title`, in place of what was there, else at the end of the page."""
    path = pathlib.Path(page)
    parts = (path.read_text() if path.exists() else "# Benchmarks\n\nWritten by `make bench`, a section a benchmark.\n").split("\n## ")
    section = f"{title}\n\n{text.strip()}\n"
    for index, part in enumerate(parts):
        if index > 0 and part.split("\n", 1)[0] == title:
            parts[index] = section
            break
    else:
        parts.append(section)
    path.write_text("\n## ".join(part.rstrip("\n") + "\n" for part in parts))
