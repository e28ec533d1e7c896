"""Commands that tell: which methodologies there are, and how to begin one of your own."""

from __future__ import annotations

import argparse
import json
import sys

from lcspr_core.plugins import Loaded, load


def methodologies(asked: argparse.Namespace) -> int:
    """List the methodologies that are installed, and those set aside; 1 if any was."""
    loaded = load()
    if asked.json:
        print(json.dumps(_plain(loaded), indent=1, ensure_ascii=False))
    else:
        for slug, one in sorted(loaded.methodologies.items()):
            print(f"{slug}\t{one.title} {one.version}\tprofiles: {', '.join(profile.key for profile in one.profiles)}")
        for fault in loaded.set_aside:
            sys.stderr.write(f"{fault.sentence}\n")
    return 1 if loaded.set_aside else 0


def _plain(loaded: Loaded) -> dict[str, object]:
    return {
        "methodologies": [
            {
                "slug": slug,
                "title": one.title,
                "version": one.version,
                "notice": one.notice,
                "source": one.source,
                "profiles": {profile.key: list(profile.steps) for profile in one.profiles},
                "publishable": one.publishable.value,
            }
            for slug, one in sorted(loaded.methodologies.items())
        ],
        "set_aside": [{"name": fault.name, "sentence": fault.sentence} for fault in loaded.set_aside],
    }


def new_methodology(asked: argparse.Namespace) -> int:
    """Make the folder of a new methodology, ready to run."""
    from lcspr_jupyter.new_methodology import make

    made = make(asked.name, asked.into)
    print(f"Made {made}. Read README.md in it: it takes an afternoon from here.")
    return 0
