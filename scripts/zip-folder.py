#!/usr/bin/env python3
"""A folder as a .zip file: the same bytes for the same files, whoever makes it.

    scripts/zip-folder.py FOLDER FILE.zip
"""

import os
import pathlib
import sys
import time
import zipfile


def main():
    folder, file = map(pathlib.Path, sys.argv[1:])
    moment = max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), 315_532_800)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for one in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{one.relative_to(folder).as_posix()}", time.gmtime(moment)[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if one.suffix == ".exe" else 0o644) << 16
            archive.writestr(entry, one.read_bytes())


main()
