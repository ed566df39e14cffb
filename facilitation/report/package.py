"""Zip files that are the same to the byte for the same content."""

import io
import zipfile
from collections.abc import Mapping

_THEN = (1980, 1, 1, 0, 0, 0)


def pack(members: Mapping[str, bytes]) -> bytes:
    """A zip of ``members``, in their order and without the present time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for member, blob in members.items():
            info = zipfile.ZipInfo(member, _THEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # else it tells on which system it was made
            info.external_attr = 0o600 << 16
            archive.writestr(info, blob)
    return out.getvalue()


def repack(data: bytes) -> bytes:
    """The same zip without the times that its writer stamped into it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return pack({member: archive.read(member) for member in archive.namelist()})
